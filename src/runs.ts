import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';

/** Searches that go on, by id: what a Cancel button ends. They live as long as the process. */
export interface Runs {
  /** Registers a run; its signal fires when the asker's does, or when it is canceled by its id. */
  start(signal: AbortSignal): { readonly id: string; readonly signal: AbortSignal; end(): void };
  /** False when there is no such run any more. */
  cancel(id: string): boolean;
}

export function createRuns(): Runs {
  const running = new Map<string, AbortController>();
  return {
    start(signal) {
      const id = randomBytes(9).toString('base64url');
      const stopping = new AbortController();
      running.set(id, stopping);
      const either = AbortSignal.any([signal, stopping.signal]);
      // Every target of a search listens to it.
      setMaxListeners(0, either);
      return {
        id,
        signal: either,
        end: () => void running.delete(id),
      };
    },
    cancel(id) {
      const run = running.get(id);
      run?.abort();
      return running.delete(id);
    },
  };
}
