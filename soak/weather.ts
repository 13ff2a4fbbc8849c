import { setTimeout as sleep } from 'node:timers/promises';

/** How a platform's Web API behaves. `slow` answers late, the others refuse a part of the calls. */
export type Trouble = '429' | '500' | '502' | 'cut' | 'slow';

/** What becomes of one call: refused, or taken. */
export type Fate = Exclude<Trouble, 'slow'> | 'taken';

/** The weather of a platform: clear until somebody says otherwise. */
export interface Weather {
  trouble: Trouble | undefined;
  /** What the trouble does to a call. Resolves late where all is slow. */
  strike(): Promise<Fate>;
}

/** Of so many calls one gets through in trouble. */
const passing = 0.4;
const slowestMs = 3_000;

export function createWeather(random: () => number): Weather {
  return {
    trouble: undefined,
    async strike() {
      const { trouble } = this;
      if (trouble === undefined || random() < passing) return 'taken';
      if (trouble !== 'slow') return trouble;
      await sleep(random() * slowestMs);
      return 'taken';
    },
  };
}

/** How long a platform says that it is to be left alone after a 429, in seconds. */
export const retryAfterSeconds = 1;
