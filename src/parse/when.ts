import * as english from 'chrono-node/en';
import * as chinese from 'chrono-node/zh/hans';
import type { ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';
import { BotError } from '../errors';
import { readSpan } from '../search/time';

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

/** What is no time whatever it looks like: what is quoted, ids, paths. */
const literal =
  /["“「『][^"”」』\n]{0,200}["”」』]|\b(?:req-)?[0-9a-f]{8}-[0-9a-f]{4}[0-9a-f-]{0,30}|(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]*/gi;
const units = String.raw`(s|sec(?:ond)?s?|m|min(?:ute)?s?|h|hours?|days?|分钟?|秒钟?|个?小时|个?钟头|天)`;
const toEachSide = new RegExp(
  String.raw`(?:±|\+\/-|within|前后各?|左右|around by)\s*(\d{1,4}\s?${units})`,
  'i',
);
const upToNow = new RegExp(
  String.raw`(?:in |over |during |within )?(?:the )?(?:last|past)\s+(\d{1,4})\s?${units}(?![a-z])|(?:最近|过去|近)\s*(\d{1,4})\s?${units}(?:内|里|之?内|以内)?`,
  'i',
);
const ago = new RegExp(String.raw`(\d{1,4})\s?${units}\s?(?:ago\b|之?前(?!后)|以前)`, 'i');
/** Names that several zones have. */
const unsureZone = /^(?:CST|EST|IST|BST|AST|PST|MST|EDT|CDT|MDT|PDT|CEST|CET|JST|HKT|SGT)$/;
const vague = /前后|左右|附近|around|about|near/gi;

/** Reads the time out of an order, in the zone that it is probably meant in. Throws where it names a zone of several meanings. */
export function readWhen(text: string, zone: string, now: Date): When {
  const here = DateTime.fromJSDate(now, { zone });
  const masked = plain(text);
  const side = toEachSide.exec(masked);
  const around = side ? readSpan((side[1] ?? '').replace(/个/, '')) : undefined;
  const rest = side && around !== undefined ? without(text, side.index, side[0].length, '') : text;
  return { ...(around === undefined ? {} : { around }), ...relative(rest, here, around) };
}

function relative(text: string, here: DateTime, around: number | undefined): When {
  const masked = plain(text);
  const span = upToNow.exec(masked);
  if (span) {
    const seconds = secondsOf(span[1] ?? span[3], span[2] ?? span[4]);
    const at = here.minus({ seconds: seconds / 2 });
    return {
      at: instant(at),
      around: Math.ceil(seconds / 2),
      rest: without(text, span.index, span[0].length),
    };
  }
  const back = ago.exec(masked);
  if (back) {
    const at = here.minus({ seconds: secondsOf(back[1], back[2]) });
    return { at: instant(at), rest: without(text, back.index, back[0].length) };
  }
  const found = best(masked, here);
  return found
    ? { ...said(found, here, around), rest: without(text, found.index, found.text.trimEnd().length) }
    : { rest: text };
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

function secondsOf(count = '1', unit = 'm'): number {
  return (
    readSpan(
      `${count}${unit
        .replace(/个/, '')
        .replace('钟头', '小时')
        .replace(/^sec.*/i, 's')
        .replace(/^min.*/i, 'm')}`,
    ) ?? 600
  );
}

function instant(time: DateTime): string {
  return time.toUTC().toISO({ suppressMilliseconds: true }) ?? '';
}

/** What says most of a time; a bare word such as "now" or "may", or a number, says none. */
function best(text: string, here: DateTime): ParsedResult | undefined {
  const reference = { instant: here.toJSDate(), timezone: here.offset };
  const results = [...english.parse(text, reference), ...chinese.parse(text, reference)].filter(
    ({ text: words, start }) =>
      (start.isCertain('hour') && /\d\s?[:：点時时]|\d\s?[ap]\.?m\b/i.test(words)) ||
      (start.isCertain('day') && /\d{4}[-/年]\d|\d月\d|yesterday|昨天|前天/i.test(words)),
  );
  return results.sort((a, b) => weight(b) - weight(a))[0];
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
  if (!start.isCertain('hour'))
    return { at: wall(from.set({ hour: 12, minute: 0, second: 0 })), around: around ?? 12 * 3_600 };
  if (end) {
    const seconds = Math.max(2, pointOf(end, here).diff(from).as('seconds'));
    const middle = from.plus({ seconds: seconds / 2 });
    return {
      at: start.isCertain('day') ? wall(middle) : middle.toFormat('HH:mm:ss'),
      around: Math.ceil(seconds / 2),
    };
  }
  const hasZone =
    start.isCertain('timezoneOffset') && zoneName === '' ? /[+-]\d|Z$/.test(text) : zoneName !== '';
  if (hasZone)
    return { at: instant(from > here && !start.isCertain('day') ? from.minus({ days: 1 }) : from) };
  return {
    at: start.isCertain('day') ? wall(from) : from.toFormat(from.second === 0 ? 'HH:mm' : 'HH:mm:ss'),
  };
}

/** A day without its year that would lie ahead was last year's. */
function pointOf(point: ParsedResult['start'], here: DateTime): DateTime {
  const time = DateTime.fromJSDate(point.date(), { zone: here.zone });
  const isAhead = point.isCertain('month') && !point.isCertain('year') && time > here.plus({ days: 1 });
  return isAhead ? time.minus({ years: 1 }) : time;
}

function wall(time: DateTime): string {
  return time.toFormat('yyyy-MM-dd HH:mm:ss');
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

/** The text without the words that only lead to a time. */
export function withoutVague(text: string): string {
  return text.replace(vague, ' ');
}
