import type { SlackLog } from './answering';

/** Bolt's own words, in our log. Its debug output holds what people wrote: it stays out, and what fails is told once by ours. */
export function boltLog(log: SlackLog) {
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug({}, said(parts)),
    warn: (...parts: unknown[]) => log.debug({}, said(parts)),
    error: (...parts: unknown[]) => log.info({}, said(parts)),
    setLevel: () => {},
    getLevel: () => 'info' as never,
    setName: () => {},
  };
}

function said(parts: readonly unknown[]): string {
  return parts.map(String).join(' ').slice(0, 500);
}
