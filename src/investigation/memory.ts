import type { Log } from '../log';
import type { Store } from '../ports';
import type { ThreadRef } from '../request';
import { tellingStore } from '../telling-store';
import { happenedOf, remember, scopeOf } from './happened';
import { investigationOf, type Investigation } from './index';

/** What happened in threads, as it is kept and read back. */
export interface Memory {
  /** Nobody waits for it, and no answer fails with it. */
  keep(...happened: Parameters<typeof remember>): void;
  /** With everything in it that was given to keep before. */
  of(thread: ThreadRef): Promise<Investigation>;
}

export function createMemory(store: Store, log: Log): Memory {
  let keeping = Promise.resolve();
  return {
    keep(...happened) {
      keeping = keeping
        .then(() => remember(...happened))
        .catch((error: unknown) => log.warn({ err: error }, 'a step could not be kept'));
    },
    async of(thread) {
      await keeping;
      const kept = await tellingStore(store).list('happened', { scope: scopeOf(thread) });
      return investigationOf(kept.map(happenedOf));
    },
  };
}
