import { encode, locateQuery, type Command } from '../command';
import { byId } from '../knowledge/catalog';
import type { KnownCase } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Block, Button } from '../reply';
import type { Spoken } from './case-blocks';

/** What to do next with a case: its logs, or the next case when it is not this one. */
export function nextButtons(
  known: KnownCase,
  others: readonly string[],
  keyword: string | undefined,
  { catalog, locale }: Spoken,
): Block {
  const next = others.find((id) => id !== known.id);
  const after = others.filter((id) => id !== next && id !== known.id);
  const notIt =
    next === undefined
      ? []
      : [
          {
            ...caseButton(byId(catalog.cases, next), after, keyword, locale),
            label: locale === 'zh' ? '不是这个' : 'Not it',
          },
        ];
  const query = locateQuery.parse({ logs: known.logs.slice(0, 6), keyword: keyword?.slice(0, 100) });
  const logs: Button[] =
    known.logs.length > 0
      ? [
          {
            label: locale === 'zh' ? '这些日志' : 'These logs',
            payload: encode({ name: 'locate', query }, locale),
            opens: 'reply',
          },
        ]
      : [];
  return { kind: 'buttons', buttons: [...logs, ...notIt] };
}

export function logsButton(modules: readonly string[], { locale }: Spoken): Button[] {
  if (modules.length === 0) return [];
  const query = locateQuery.parse({ modules: modules.slice(0, 6) });
  return [
    {
      label: locale === 'zh' ? '相关日志' : 'Its logs',
      payload: encode({ name: 'locate', query }, locale),
      opens: 'reply',
    },
  ];
}

export function caseButton(
  known: KnownCase,
  others: readonly string[],
  keyword: string | undefined,
  locale: Locale,
): Button {
  const command: Command = {
    name: 'diagnose',
    known: known.id,
    others: others.slice(0, 4),
    keyword: keyword?.slice(0, 100),
  };
  return {
    label: known.title[locale],
    payload: encode(command, locale),
    opens: 'reply',
  };
}
