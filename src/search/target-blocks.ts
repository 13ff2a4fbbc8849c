import type { Locale } from '../language';
import { listed } from '../locate/names';
import type { Block, Line } from '../reply';
import { sentenceOf, warnings } from './outcome';
import { hitsShown, type Read } from './read';
import { folded, type Folded } from './records';

/** Most excerpts of a file, and lines of an excerpt, that are shown in place; the rest goes into the attached file. */
const mostExcerpts = 3;
export const mostLines = 20;

/** What one file showed: how it ended, its newest hits, what was read and what was not, and the line to repeat it. */
export function targetBlocks(each: Read, locale: Locale): Block[] {
  const { target, path, outcome, repeat } = each;
  const head: Line = [
    { bold: `${target.node.name} · ${target.log?.id ?? path}` },
    ` — ${stateOf(each, locale)}`,
  ];
  const shown = folded(each.excerpts).slice(0, mostExcerpts);
  const doubts =
    'warnings' in outcome ? outcome.warnings.map((warning): Line => [warnings[warning][locale]]) : [];
  return [
    { kind: 'text', lines: [head, ...doubts] },
    ...shown.flatMap((group) => excerptBlocks(group, locale)),
    { kind: 'note', lines: [...rangeLines(each, locale), [{ code: repeat }]] },
  ];
}

function stateOf(each: Read, locale: Locale): string {
  const { outcome, target } = each;
  if (!('hits' in outcome) || outcome.hits === 0) return sentenceOf(outcome, target.node.name)[locale];
  const shown = hitsShown(each);
  const { hits } = outcome;
  if (locale === 'zh') return shown < hits ? `${hits} 处命中，显示最新 ${shown} 处` : `${hits} 处命中`;
  const count = `${hits} hit${hits === 1 ? '' : 's'}`;
  return shown < hits ? `${count}, the newest ${shown} shown` : count;
}

function excerptBlocks({ lines, firstLine, hits, count, oldest }: Folded, locale: Locale): Block[] {
  const from = Math.max(0, Math.min((hits[0] ?? 0) - 4, lines.length - mostLines));
  const block: Block = {
    kind: 'excerpt',
    lines: lines.slice(from, from + mostLines),
    hits: hits.map((hit) => hit - from).filter((hit) => hit >= 0 && hit < mostLines),
    ...(firstLine === undefined ? {} : { firstLine: firstLine + from }),
  };
  if (count < 2) return [block];
  const alike = { en: `${count} alike, the first: `, zh: `同类 ${count} 条，最早一条：` }[locale];
  return [block, { kind: 'note', lines: [[alike, { code: oldest.slice(0, 120) }]] }];
}

/** What was read and what was not: nobody may take silence for an answer. */
function rangeLines({ outcome, unread, time, target }: Read, locale: Locale): Line[] {
  if (!('read' in outcome)) return [];
  const { how, from, to } = outcome.read;
  const all = bytes(outcome.before.bytes);
  const part = how === 'window' || how === 'tail' ? bytes(Math.max(0, to - from)) : all;
  const ways = {
    en: { full: '', unpacked: ', unpacked', window: `, by time`, tail: ', its end' },
    zh: { full: '', unpacked: '（解压）', window: '（按时间）', tail: '（末尾部分）' },
  }[locale];
  const said = { en: `Read ${part} of ${all}${ways[how]}`, zh: `已读 ${part} / ${all}${ways[how]}` }[locale];
  const at = time
    ? {
        en: `, around ${time.toFormat('yyyy-MM-dd HH:mm:ss ZZ')}`,
        zh: `，时间 ${time.toFormat('yyyy-MM-dd HH:mm:ss ZZ')} 前后`,
      }[locale]
    : '';
  const zone = time ? ` (${target.node.timeZone})` : '';
  const left =
    unread.length > 0
      ? `${{ en: ' · not read: ', zh: ' · 未读：' }[locale]}${listed(unread.slice(0, 4), locale)}${unread.length > 4 ? ' …' : ''}`
      : '';
  return [[`${said}${at}${zone}${left}`]];
}

export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  const value = count / 1_024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
