import * as english from 'chrono-node/en';
import * as chinese from 'chrono-node/zh/hans';
import type { ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';
import { BotError } from '../errors';
import { readSpan, wall } from '../search/time';
import {
  ago,
  between,
  inDigits,
  since,
  toEachSide,
  unreadTime,
  unsureZone,
  upToNow,
  vague,
} from './time-words';

/** When an order means, and the text without the words that said it. */
export interface When {
  /** As `readTime` takes it: `16:24` where no day was said, else with its day. */
  readonly at?: string;
  /** Seconds to each side. */
  readonly around?: number;
  /** The text, `timeMark` where the time stood. */
  readonly rest: string;
}

/** Stands where a time stood; no keyboard types it. */
export const timeMark = '\u{F0000}';
/** Farthest to each side, in seconds: a week. */
const mostAround = 7 * 86_400;

/** What is no time whatever it looks like: what is quoted, ids, paths. */
const literal =
  /["“「『][^"”」』\n]{0,200}["”」』]|\b(?:req-)?[0-9a-f]{8}-[0-9a-f]{4}[0-9a-f-]{0,30}|(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]*/gi;

/** Reads the time out of an order, in the zone it is meant in. Throws where it holds words of time that cannot be read. */
export function readWhen(written: string, zone: string, now: Date): When {
  const when = read(inDigits(written), DateTime.fromJSDate(now, { zone }));
  const left = unreadTime.exec(plain(when.rest).replaceAll(timeMark, ' '))?.[0];
  if (left !== undefined) throw unread(left);
  return when;
}

function read(text: string, here: DateTime): When {
  const masked = plain(text);
  const side = toEachSide.exec(masked);
  const around = side ? readSpan((side[1] ?? '').replace(/个/, '')) : undefined;
  const rest = side && around !== undefined ? without(text, side.index, side[0].length, '') : text;
  const pointed = ranged(rest, here) ?? relative(rest, here) ?? absolute(rest, here, around) ?? { rest };
  return { ...(around === undefined ? {} : { around }), ...pointed };
}

/** From a time to another, or to now. */
function ranged(text: string, here: DateTime): When | undefined {
  const masked = plain(text);
  const span = between.exec(masked);
  const from = span && best(span[1] ?? span[3] ?? '', here);
  const to = span && best(span[2] ?? span[4] ?? '', here);
  if (span && from && to) {
    const begin = pointOf(from.start, here);
    const end = pointOf(to.start, here);
    const { year, month, day } = begin;
    const last = to.start.isCertain('day') ? end : end.set({ year, month, day });
    return {
      ...middleOf(begin, last, from.start.isCertain('day')),
      rest: without(text, span.index, span[0].length),
    };
  }
  const open = since.exec(masked);
  const start = open && best(open[1] ?? open[2] ?? '', here);
  if (!open || !start) return undefined;
  const begin = pointOf(start.start, here);
  const past = begin > here ? begin.minus({ days: 1 }) : begin;
  return { ...middleOf(past, here, true), rest: without(text, open.index, open[0].length) };
}

function middleOf(from: DateTime, to: DateTime, isDated: boolean): Omit<When, 'rest'> {
  const seconds = Math.max(2, to.diff(from).as('seconds'));
  const middle = from.plus({ seconds: seconds / 2 });
  const around = Math.min(Math.ceil(seconds / 2), mostAround);
  return { at: isDated ? wall(middle) : middle.toFormat('HH:mm:ss'), around };
}

/** The last two hours; two hours ago. */
function relative(text: string, here: DateTime): When | undefined {
  const masked = plain(text);
  const span = upToNow.exec(masked);
  if (span) {
    const seconds = secondsOf(span[1] ?? span[3], span[2] ?? span[4]);
    const at = instant(here.minus({ seconds: seconds / 2 }));
    return { at, around: Math.ceil(seconds / 2), rest: without(text, span.index, span[0].length) };
  }
  const back = ago.exec(masked);
  if (!back) return undefined;
  const at = instant(here.minus({ seconds: secondsOf(back[1], back[2]) }));
  return { at, rest: without(text, back.index, back[0].length) };
}

function secondsOf(count = '1', unit = 'm'): number {
  const short = unit
    .replace(/个/, '')
    .replace('钟头', '小时')
    .replace(/^sec.*/i, 's')
    .replace(/^min.*/i, 'm');
  return readSpan(`${count}${short}`) ?? 600;
}

function absolute(text: string, here: DateTime, around: number | undefined): When | undefined {
  const found = best(plain(text), here);
  return (
    found && { ...said(found, here, around), rest: without(text, found.index, found.text.trimEnd().length) }
  );
}

/** The same length, with what cannot be a time blanked and full-width characters as others type them. */
function plain(text: string): string {
  return text
    .replace(literal, (all) => '_'.repeat(all.length))
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function without(text: string, from: number, length: number, mark = timeMark): string {
  return `${text.slice(0, from)} ${mark} ${text.slice(from + length)}`;
}

/** What says most of a time; a bare word such as "now" or "may", or a number, says none. */
function best(text: string, here: DateTime): ParsedResult | undefined {
  // Both read a wall clock: given the node's as this process's own, the zone of neither gets in the way.
  const { year, month, day, hour, minute, second } = here;
  const now = new Date(year, month - 1, day, hour, minute, second);
  const results = [...english.parse(text, now), ...chinese.parse(text, now)].filter(
    ({ text: words, start }) =>
      (start.isCertain('hour') && /\d\s?[:：点時时]|\d\s?[ap]\.?m\b/i.test(words)) ||
      (start.isCertain('day') && /\d{4}[-/年]\d|\d月\d|yesterday|today|昨天|前天|今天/i.test(words)),
  );
  return results.sort((one, other) => weight(other) - weight(one))[0];
}

function weight({ start, text }: ParsedResult): number {
  return (start.isCertain('hour') ? 1_000 : 0) + (start.isCertain('day') ? 100 : 0) + text.trim().length;
}

function said(
  { start, end, text }: ParsedResult,
  here: DateTime,
  around: number | undefined,
): Omit<When, 'rest'> {
  const zoneName = /\b[A-Z]{3,4}$/.exec(text.trim())?.[0] ?? '';
  if (unsureZone.test(zoneName)) throw unsure(zoneName);
  const from = pointOf(start, here);
  const isDated = start.isCertain('day');
  if (!start.isCertain('hour'))
    return { at: wall(from.set({ hour: 12, minute: 0, second: 0 })), around: around ?? 12 * 3_600 };
  if (end) return middleOf(from, pointOf(end, here), isDated);
  if (start.isCertain('timezoneOffset'))
    return { at: instant(from > here && !isDated ? from.minus({ days: 1 }) : from) };
  return { at: isDated ? wall(from) : from.toFormat(from.second === 0 ? 'HH:mm' : 'HH:mm:ss') };
}

/** The clock that was read, in the zone it names or the node's. A day without its year that would lie ahead was last year's. */
function pointOf(point: ParsedResult['start'], here: DateTime): DateTime {
  const of = (part: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second') => point.get(part) ?? 0;
  const offset = point.isCertain('timezoneOffset') ? (point.get('timezoneOffset') ?? 0) : undefined;
  const zone = offset === undefined ? here.zone : fixedZone(offset);
  const [year, month, day] = [of('year'), of('month'), of('day')];
  const clock = { hour: of('hour'), minute: of('minute'), second: of('second') };
  const time = DateTime.fromObject({ year, month, day, ...clock }, { zone }).setZone(here.zone);
  const isAhead = point.isCertain('month') && !point.isCertain('year') && time > here.plus({ days: 1 });
  return isAhead ? time.minus({ years: 1 }) : time;
}

function fixedZone(minutes: number): string {
  const clock = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${clock.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

function instant(time: DateTime): string {
  return time.toUTC().toISO({ suppressMilliseconds: true }) ?? '';
}

/** The text without the words that only lead to a time. */
export function withoutVague(text: string): string {
  return text.replace(vague, ' ');
}

function unsure(zone: string): BotError {
  return new BotError(
    'bad-time',
    { en: `${zone} stands for several time zones.`, zh: `${zone} 可指多个时区。` },
    {
      en: "Write the offset, such as 16:24+08:00, or leave it out for the node's own.",
      zh: '请写偏移量，例如 16:24+08:00；不写则按节点时区。',
    },
  );
}

function unread(words: string): BotError {
  return new BotError(
    'bad-time',
    { en: `I cannot read the time in "${words}".`, zh: `无法识别时间“${words}”。` },
    {
      en: 'Write 16:24, 2025-09-18 16:24, "from 14:00 to 16:00" or "last 2 hours". Put quotes around the text if that belongs to it.',
      zh: '可写 16:24、2025-09-18 16:24、14:00到16:00、最近2小时。如果它属于要搜索的内容，请加引号。',
    },
  );
}
