import { byId } from '../knowledge/catalog';
import { redact } from '../redact';
import type { Block } from '../reply';
import type { Spoken } from './case-blocks';
import type { Diagnosis } from './conclude';

/** Most errors of a log that are shown, and how much of each, in characters. */
const mostShown = 10;
const maxShown = 120;

/** The distinct errors of a whole log, each with its line and how often it came; nothing for a paste. */
export function logBlocks({ log }: Diagnosis, { catalog, locale }: Spoken): Block[] {
  if (!log) return [];
  const heads = { en: ['Line', 'Times', 'Error'], zh: ['行', '次数', '错误'] }[locale];
  const rows = log.errors
    .slice(0, mostShown)
    .map(({ line, count, text, case: id }) => [
      [String(line)],
      [String(count)],
      [id === undefined ? shownLine(text) : { bold: byId(catalog.cases, id).title[locale] }],
    ]);
  const total = log.errors.length;
  const rest = total - rows.length + log.unread;
  const summary = {
    en: `${log.lines} lines read, ${total} distinct error${total === 1 ? '' : 's'}${rest > 0 ? `; ${rest} more are not shown` : ''}.`,
    zh: `共读 ${log.lines} 行，${total} 种错误${rest > 0 ? `，另有 ${rest} 条未列出` : ''}。`,
  };
  return [
    ...(rows.length > 0 ? [{ kind: 'table', columns: heads, rows } as const] : []),
    { kind: 'note', lines: [[summary[locale]]] },
  ];
}

/** The first line of an error, without secrets. */
export function shownLine(text: string): string {
  return redact(text).text.trim().split('\n', 1)[0]?.slice(0, maxShown) ?? '';
}
