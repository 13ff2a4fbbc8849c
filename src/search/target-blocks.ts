import type { Locale } from '../language';
import { listed } from '../locate/names';
import type { Block, Line } from '../reply';
import { sentenceOf, warnings } from './outcome';
import { hitsShown, type Read } from './read';
import type { Excerpt } from './excerpts';
import { folded, type Kind } from './records';

/** Most excerpts of a file, and lines of an excerpt, that are shown in place; the rest goes into the attached file. */
const mostExcerpts = 3;
export const mostLines = 20;
/** Lines before the newest hit that are shown in place. */
const linesBefore = 6;

/** What one file showed: how it ended, its newest hits, what was read and what was not, and the line to repeat it. */
export function targetBlocks(each: Read, locale: Locale): Block[] {
  const { target, outcome, repeat } = each;
  const head: Line = [{ bold: `${target.node.name} · ${nameOf(each)}` }, ` — ${stateOf(each, locale)}`];
  const shown = folded(each.excerpts);
  const doubts =
    'warnings' in outcome ? outcome.warnings.map((warning): Line => [warnings[warning][locale]]) : [];
  return [
    { kind: 'text', lines: [head, ...doubts] },
    ...shown.excerpts.slice(0, mostExcerpts).map(excerptBlock),
    ...repeatedBlock(shown.repeated, locale),
    { kind: 'note', lines: [...rangeLines(each, locale), [{ code: repeat }]] },
  ];
}

/** The log; of an older file of it that file's name too. */
export function nameOf({ target, path }: Read): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (!target.log) return path;
  return file === target.name ? target.log.id : `${target.log.id} (${file})`;
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

function excerptBlock({ lines, firstLine, hits }: Excerpt): Block {
  const from = Math.max(0, Math.min((hits.at(-1) ?? 0) - linesBefore, lines.length - mostLines));
  return {
    kind: 'excerpt',
    lines: lines.slice(from, from + mostLines),
    hits: hits.map((hit) => hit - from).filter((hit) => hit >= 0 && hit < mostLines),
    ...(firstLine === undefined ? {} : { firstLine: firstLine + from }),
  };
}

/** "41 alike, from 16:24:31 to 16:31:02": once for each wording that came again. */
function repeatedBlock(kinds: readonly Kind[], locale: Locale): Block[] {
  if (kinds.length === 0) return [];
  const lines = kinds.slice(0, mostExcerpts).map(({ count, oldest, newest }): Line => {
    const times = [oldest, newest].map((line) => /\d\d:\d\d:\d\d/.exec(line)?.[0]);
    const between =
      times[0] && times[1]
        ? { en: `, ${times[0]} to ${times[1]}`, zh: `，${times[0]} 至 ${times[1]}` }[locale]
        : '';
    return [
      { en: `${count} alike${between}: `, zh: `同类 ${count} 条${between}：` }[locale],
      { code: newest.slice(0, 100) },
    ];
  });
  return [{ kind: 'note', lines }];
}

/** What was read and what was not: nobody may take silence for an answer. */
function rangeLines({ outcome, unread, time, around, target }: Read, locale: Locale): Line[] {
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
        en: `, ${time.toFormat('yyyy-MM-dd HH:mm:ss ZZ')} ± ${spanOf(around)}`,
        zh: `，时间 ${time.toFormat('yyyy-MM-dd HH:mm:ss ZZ')} ± ${spanOf(around)}`,
      }[locale]
    : '';
  const zone = time ? ` (${target.node.timeZone})` : '';
  const left =
    unread.length > 0
      ? `${{ en: ' · not read: ', zh: ' · 未读：' }[locale]}${listed(unread.slice(0, 4), locale)}${unread.length > 4 ? ' …' : ''}`
      : '';
  return [[`${said}${at}${zone}${left}`]];
}

/** A span as people write it: 10 min, 90 s, 12 h. */
export function spanOf(seconds: number): string {
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  const value = count / 1_024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
