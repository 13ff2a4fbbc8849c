import type { Locale } from '../language';
import type { Block, Line } from '../reply';
import type { Event } from './events';
import type { Findings } from './findings';

/** Most rows of the timeline that are shown in place; the whole of it is attached. */
const mostRows = 12;
/** Longest text of a row, in characters. */
const longestText = 110;

/** The records where something changes hands or fails; where all fit, all of them. */
export function timelineBlock({ events, firstError }: Findings, locale: Locale): Block {
  const telling = events.filter(
    (event, at) =>
      event === firstError ||
      (event.log !== events[at - 1]?.log && !event.isBeside) ||
      /ERROR|CRIT|FATAL|WARN/.test(event.level),
  );
  const shown = (events.length <= mostRows ? events : telling).slice(0, mostRows);
  const columns = { en: ['Time', 'Where', 'Record'], zh: ['时间', '位置', '记录'] }[locale];
  const days = new Set(shown.map(({ time }) => dayOf(time)));
  const rows = shown.map((event, at): Line[] => [
    [
      `${isClose(event, shown[at - 1]) ? '≈ ' : ''}${days.size > 1 ? `${dayOf(event.time)} ` : ''}${clockOf(event)}`,
    ],
    [`${event.node} · ${event.log}${event.line === undefined ? '' : `:${event.line}`}`],
    event === firstError ? [{ bold: briefly(event) }] : [`${event.isBeside ? '~ ' : ''}${briefly(event)}`],
  ]);
  return { kind: 'table', columns, rows };
}

/** Records of two nodes that are nearer than their clocks are sure have no order. */
function isClose(event: Event, before: Event | undefined): boolean {
  if (!before || event.node === before.node || event.at === undefined || before.at === undefined)
    return false;
  return Math.abs(event.at - before.at) < event.errorMs + before.errorMs;
}

/** Month and day, where the record tells them. */
function dayOf(time: string): string {
  return /\d{4}[-/](\d\d[-/]\d\d)/.exec(time)?.[1] ?? time.slice(0, 6);
}

function clockOf({ time }: Event): string {
  return /\d\d:\d\d:\d\d(?:[.,]\d{1,3})?/.exec(time)?.[0] ?? '';
}

/** A record without its time, request id and the rest of its prefix. */
function briefly({ text, level }: Event): string {
  const [first = ''] = text.split('\n');
  const rest = first.replace(/^.*?\[[^\]]*\]\s*/, '');
  const told = rest === '' ? first : rest;
  return `${level} ${told}`.trim().slice(0, longestText);
}

/** Every record, as a file; nothing where all of them are shown in place. */
export function timelineFile({ events }: Findings): Block[] {
  if (events.length <= mostRows) return [];
  const lines = events.map(
    ({ time, node, log, line, text }) =>
      `${time}  ${node}  ${log}:${line ?? '?'}\n    ${text.replaceAll('\n', '\n    ')}`,
  );
  return [{ kind: 'file', name: 'timeline.txt', content: lines.join('\n') }];
}
