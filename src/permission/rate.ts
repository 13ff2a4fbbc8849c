import type { Person, ThreadRef } from '../request';

/** Requests a minute; 0 for as many as come. */
export interface Limits {
  readonly person: number;
  readonly channel: number;
}

const minuteMs = 60_000;

/** Counts requests of the last minute, by person and by channel; forgets at a restart, which harms nobody. */
export function createRate(limits: () => Limits) {
  const times = new Map<string, number[]>();
  const isFull = (key: string, most: number, now: number) => {
    const recent = (times.get(key) ?? []).filter((time) => time > now - minuteMs);
    const isOver = most > 0 && recent.length >= most;
    if (recent.length === 0 && !isOver) times.delete(key);
    times.set(key, isOver ? recent : [...recent, now]);
    return isOver;
  };
  return {
    /** Counts a request; false where there were too many. */
    admits(asker: Person, thread: ThreadRef, nowMs: number): boolean {
      const { person, channel } = limits();
      const own = isFull(`${thread.adapter} person ${asker.id}`, person, nowMs);
      const shared = isFull(`${thread.adapter} channel ${thread.channel ?? thread.id}`, channel, nowMs);
      return !own && !shared;
    },
  };
}
