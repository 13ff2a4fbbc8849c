import type { SlackLog } from './answering';

/** Bolt's own words, in our log. Its debug output holds what people wrote: it stays out. */
export function boltLog(log: SlackLog) {
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug({}, said(parts)),
    warn: (...parts: unknown[]) => log.warn({}, said(parts)),
    error: (...parts: unknown[]) => log.error({}, said(parts)),
    setLevel: () => {},
    getLevel: () => 'info' as never,
    setName: () => {},
  };
}

function said(parts: readonly unknown[]): string {
  return parts.map(String).join(' ').slice(0, 500);
}
