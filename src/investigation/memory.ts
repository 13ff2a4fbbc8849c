import type { Log } from '../log';
import type { Store } from '../ports';
import type { ThreadRef } from '../request';
import { tellingStore } from '../telling-store';
import { happenedOf, remember, scopeOf, type Happened, type Reported } from './happened';
import { investigationOf, type Investigation } from './index';

/** What happened in threads, as it is kept and read back. */
export interface Memory {
  /** Nobody waits for it, and no answer fails with it. */
  keep(happened: Reported, thread: ThreadRef): void;
  /** With everything in it that was given to keep before. */
  of(thread: ThreadRef): Promise<Investigation>;
}

/** What was done since an error was pasted last; all of it where none was. */
function sinceLastPaste(steps: readonly Happened[]): readonly Happened[] {
  const last = steps.findLastIndex(
    ({ command }) => command.name === 'diagnose' && command.text !== undefined,
  );
  return steps.slice(Math.max(0, last));
}

export function createMemory(store: Store, log: Log): Memory {
  const telling = tellingStore(store);
  let keeping = Promise.resolve();
  return {
    keep(happened, thread) {
      keeping = keeping
        .then(() => remember(happened, thread, store))
        .catch((error: unknown) => log.warn({ err: error }, 'a step could not be kept'));
    },
    async of(thread) {
      await keeping;
      const kept = await telling.list('happened', { scope: scopeOf(thread) });
      const steps = kept.map(happenedOf);
      return investigationOf(thread.isEndless ? sinceLastPaste(steps) : steps);
    },
  };
}
