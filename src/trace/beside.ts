import { DateTime } from 'luxon';
import { factsOf } from '../diagnose/facts';
import type { Catalog } from '../knowledge/catalog';
import type { Event } from './events';

/** Further ids that are followed, and how far around the request's own records, in seconds. */
const mostFollowed = 6;
const followedAround = 120;

/** The ids that stand beside a request in its own records: other requests', tasks', and what was worked on. */
export function idsBeside(events: readonly Event[], id: string, catalog: Catalog): string[] {
  const text = events
    .map((event) => event.text)
    .join('\n')
    .slice(0, 64_000);
  const { requestIds, resources } = factsOf(text, catalog);
  const worked = resources.filter(({ kind }) => followedKinds.has(kind)).map((each) => each.id);
  return [...requestIds, ...worked].filter((each) => each !== id).slice(0, mostFollowed);
}

/** What a request works on; a project or a user stands beside every request. */
const followedKinds = new Set([
  'volume',
  'instance',
  'server',
  'snapshot',
  'image',
  'port',
  'task',
  'execution',
  'workflow',
]);

/** A point in time, and so many seconds to each side of it. */
export interface Span {
  readonly time: DateTime;
  readonly around: number;
}

/** The time around a request's own records, in which its other ids are looked for. */
export function spanOf(events: readonly Event[], zone: string): Span | undefined {
  const times = events.flatMap(({ at }) => (at === undefined ? [] : [at]));
  if (times.length === 0) return undefined;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const around = Math.ceil((last - first) / 2_000) + followedAround;
  return { time: DateTime.fromMillis((first + last) / 2, { zone }), around: Math.min(around, 86_400) };
}

/** How far from the request's own records one that names no request may lie to be one of them, in milliseconds. */
const nearMs = 5_000;

/** Marks a record of what the request worked on: another request's, or one of another time, is not its own. */
export function besideOf(event: Event, ids: readonly string[], own: readonly Event[]): Event {
  const named = event.text.match(/\breq-[0-9a-f-]{36}/g) ?? [];
  if (named.some((id) => ids.includes(id))) return event;
  const times = own.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const isNear =
    event.at !== undefined &&
    event.at >= Math.min(...times) - nearMs &&
    event.at <= Math.max(...times) + nearMs;
  return named.length === 0 && isNear ? event : { ...event, isBeside: true };
}
