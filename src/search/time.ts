import { DateTime } from 'luxon';
import { maxAround, maxTimeLength } from '../command';
import type { Window } from '../ports';

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?`;
const forms: readonly [form: RegExp, fields: readonly Field[]][] = [
  [
    new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]*${clock}$`),
    ['year', 'month', 'day', 'hour', 'minute', 'second'],
  ],
  [
    new RegExp(String.raw`^(\d{1,2})[-/月](\d{1,2})日?[T ]*${clock}$`),
    ['month', 'day', 'hour', 'minute', 'second'],
  ],
  [new RegExp(`^${clock}$`), ['hour', 'minute', 'second']],
];
const syslog = new RegExp(String.raw`^([A-Z][a-z]{2}) +(\d{1,2}) ${clock}$`);
type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A time as people and logs write it: `16:24`, `2025-09-18 16:24:31`, `9月18日 16:24`, `Sep 18 16:24:31`, ISO 8601 with a
 * zone. Without a zone it is the node's; without date or year its last occurrence. Undefined for anything else.
 */
export function readTime(written: string, zone: string, now: Date): DateTime | undefined {
  const text = written
    .trim()
    .slice(0, maxTimeLength)
    .replace(/\s*(?:UTC|GMT)$/i, 'Z');
  if (/\d(?:Z|[+-]\d\d:?\d\d)$/.test(text) && /^\d{4}-/.test(text)) {
    const zoned = DateTime.fromISO(
      text
        .replace(/ (?=\d\d:)/, 'T')
        .replace(',', '.')
        .replace(/ (?=[+-])/, ''),
    );
    return zoned.isValid ? zoned.setZone(zone) : undefined;
  }
  const fields = fieldsOf(text);
  if (!fields) return undefined;
  const here = DateTime.fromJSDate(now, { zone });
  const time = here.set({ second: 0, millisecond: 0, ...fields });
  if (!time.isValid || !hasRealFields(time, fields)) return undefined;
  return time <= here || fields.year !== undefined ? time : before(time, fields);
}

function fieldsOf(text: string): Partial<Record<Field, number>> | undefined {
  for (const [form, names] of forms) {
    const match = form.exec(text);
    if (match) return Object.fromEntries(names.map((name, at) => [name, Number(match[at + 1] ?? 0)]));
  }
  const [all, month = '', day, hour, minute, second] = syslog.exec(text) ?? [];
  if (all === undefined || !months.includes(month)) return undefined;
  return {
    month: months.indexOf(month) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  };
}

/** 25:00 and February 30th are no times: the library would count on. */
function hasRealFields(time: DateTime, fields: Partial<Record<Field, number>>): boolean {
  return Object.entries(fields).every(([name, value]) => time[name as Field] === value);
}

function before(time: DateTime, { day }: Partial<Record<Field, number>>): DateTime {
  return day === undefined ? time.minus({ days: 1 }) : time.minus({ years: 1 });
}

/** The window around a time, in the zone the time is in, and in UTC. */
export function windowAround(time: DateTime, aroundSeconds: number): Window {
  const from = time.minus({ seconds: aroundSeconds });
  const to = time.plus({ seconds: aroundSeconds });
  return { from: wall(from), to: wall(to), utcFrom: wall(from.toUTC()), utcTo: wall(to.toUTC()) };
}

export function wall(time: DateTime): string {
  return time.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** A log's wall-clock time as a moment. */
export function momentOf(time: string, zone: string): DateTime | undefined {
  const moment = DateTime.fromFormat(time, 'yyyy-MM-dd HH:mm:ss', { zone });
  return moment.isValid ? moment : undefined;
}

/** A span as people write it: `10m`, `90s`, `2h`, `1d`, `5 分钟`; in seconds. Undefined for anything else. */
export function readSpan(written: string): number | undefined {
  const match = /^(\d{1,5})\s*(s|sec|秒钟?|m|min|minutes?|分钟?|h|hours?|小时|d|days?|天)?$/i.exec(
    written.trim(),
  );
  if (!match) return undefined;
  const unit = (match[2] ?? 'm').toLowerCase();
  const seconds = /^(?:s|秒)/.test(unit)
    ? 1
    : /^(?:m|分)/.test(unit)
      ? 60
      : /^(?:h|小时)/.test(unit)
        ? 3_600
        : 86_400;
  const span = Number(match[1]) * seconds;
  return span >= 1 && span <= maxAround ? span : undefined;
}
