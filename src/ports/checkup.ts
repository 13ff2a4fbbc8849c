import type { Text } from '../language';

/** One line of a checkup: what was looked at, what was found, and what to do where it is not right. */
export interface Check {
  /** What it is about, as people say it: slack, store, node console-a. */
  readonly area: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: Text;
  readonly advice?: Text;
}

/** Makes the lines of one area. */
export function checksOf(area: string) {
  return {
    ok: (en: string, zh: string): Check => ({ area, state: 'ok', found: { en, zh } }),
    warn: (found: Text, advice: Text): Check => ({ area, state: 'warn', found, advice }),
    fail: (found: Text, advice: Text): Check => ({ area, state: 'fail', found, advice }),
  };
}
