import type { ConnectFailure } from '../../src/ports';

/** Shortest and longest pause after a failed connection, in milliseconds; each failure doubles it. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Spares a node that is down, and its account, which servers lock after too many tries: after a failure there is no new
 * attempt for a while, and whoever asks meanwhile hears of the last one.
 */
export function createBreaker(now: () => number = Date.now) {
  const failed = new Map<string, { failure: ConnectFailure; times: number; until: number }>();
  return {
    /** Why there is no attempt now; nothing where one may be made. */
    refusal(name: string): ConnectFailure | undefined {
      const last = failed.get(name);
      if (!last || last.until <= now()) return undefined;
      const seconds = Math.ceil((last.until - now()) / 1_000);
      const { failure, times } = last;
      return { ...failure, detail: `${failure.detail}; ${times} failed, next try in ${seconds} s` };
    },
    failed(name: string, failure: ConnectFailure): void {
      const times = (failed.get(name)?.times ?? 0) + 1;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (times - 1));
      failed.set(name, { failure, times, until: now() + pauseMs });
    },
    succeeded(name: string): void {
      failed.delete(name);
    },
  };
}
