import { DateTime } from 'luxon';
import type { Clock } from '../ports';
import { recordsIn } from '../search/records';
import type { Excerpt } from '../search/excerpts';

/** A log record of a request, at its place and corrected time. */
export interface Event {
  /** Milliseconds since 1970 by this process's clock; none where the record tells no time. */
  readonly at: number | undefined;
  /** How far the time may be off because of the node's clock, in milliseconds. */
  readonly errorMs: number;
  /** The time as it was written. */
  readonly time: string;
  readonly node: string;
  /** Id of the log. */
  readonly log: string;
  readonly line: number | undefined;
  readonly level: string;
  /** The record, its traceback included. */
  readonly text: string;
  /** Of something that the request worked on too, and not its own. */
  readonly isBeside?: boolean;
}

/** Where excerpts come from. */
export interface Source {
  readonly node: string;
  readonly log: string;
  readonly zone: string;
  readonly clock: Clock;
}

/** The records of excerpts that hold a hit. */
export function eventsIn(excerpts: readonly Excerpt[], { node, log, zone, clock }: Source): Event[] {
  return excerpts.flatMap((excerpt) =>
    recordsIn(excerpt)
      .filter(({ isHit }) => isHit)
      .map(({ from, to }): Event => {
        const lines = excerpt.lines.slice(from, to);
        const { at, time } = timeIn(lines[0] ?? '', zone);
        return {
          at: at === undefined ? undefined : at - clock.offsetMs,
          errorMs: clock.errorMs,
          time,
          node,
          log,
          line: excerpt.firstLine === undefined ? undefined : excerpt.firstLine + from,
          level: levelIn(lines),
          text: lines.join('\n'),
        };
      }),
  );
}

const dated = /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,6}))?\s?(Z|UTC|[+-]\d\d:?\d\d)?/;

/** The time a record begins with; without a zone it is the node's. */
function timeIn(line: string, zone: string): { readonly at: number | undefined; readonly time: string } {
  const parts = dated.exec(line.slice(0, 120));
  if (!parts) return syslogTime(line, zone);
  const [written, year, month, day, clock, fraction = '0', offset] = parts;
  const own = offset === undefined ? zone : /^[ZU]/.test(offset) ? 'UTC' : `UTC${offset}`;
  const moment = DateTime.fromISO(`${year}-${month}-${day}T${clock}.${fraction.slice(0, 3)}`, { zone: own });
  return { at: moment.isValid ? moment.toMillis() : undefined, time: written.trim() };
}

function syslogTime(line: string, zone: string): { readonly at: number | undefined; readonly time: string } {
  const written = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/.exec(line)?.[0] ?? '';
  const moment = DateTime.fromFormat(written.replace(/ +/g, ' '), 'LLL d HH:mm:ss', { zone, locale: 'en' });
  if (!moment.isValid) return { at: undefined, time: written };
  const isAhead = moment.toMillis() > Date.now() + 86_400_000;
  return { at: moment.minus({ years: isAhead ? 1 : 0 }).toMillis(), time: written };
}

const names = 'critical|fatal|crit|error|err|warning|warn|info|debug|trace|notice';
/** Where logs say how grave a record is, surest first: oslo, a named value, glog, brackets or dashes, a word in capitals. */
const levels: readonly RegExp[] = [
  new RegExp(String.raw`^\W{0,2}\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]{8,16}\S{0,6} +(?:\d+ +)?(${names})\b`, 'i'),
  new RegExp(String.raw`\b(?:level|lvl|severity)\\?["']?\s?[=:]\s?\\?["']?(${names})\b`, 'i'),
  /^([IWEF])\d{4} \d\d:/,
  new RegExp(String.raw`(?:[[<(]| - )(${names})(?:[\]>)]| - )`, 'i'),
  /\b(CRITICAL|FATAL|ERROR|WARNING|WARN|INFO|DEBUG|TRACE)\b/,
];
const longForms: Readonly<Record<string, string>> = {
  E: 'ERROR',
  W: 'WARNING',
  I: 'INFO',
  F: 'FATAL',
  ERR: 'ERROR',
  CRIT: 'CRITICAL',
  WARN: 'WARNING',
};

function levelIn(lines: readonly string[]): string {
  const head = (lines[0] ?? '').slice(0, 200);
  const said = levels
    .map((form) => form.exec(head)?.[1])
    .find((each) => each !== undefined)
    ?.toUpperCase();
  if (said !== undefined) return longForms[said] ?? said;
  return lines.some((line) => line.startsWith('Traceback (most recent call last)')) ? 'ERROR' : '';
}

export function isError({ level }: Event): boolean {
  return /^(?:ERROR|CRITICAL|FATAL)$/.test(level);
}

/** By time; what tells none stays behind what stood before it in its log. */
export function inOrder(events: readonly Event[]): Event[] {
  let last = 0;
  const timed = events.map((event) => ({ event, at: (last = event.at ?? last) }));
  return timed.sort((a, b) => a.at - b.at).map(({ event }) => event);
}
