import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Command } from '../command';
import { scopeOf } from '../investigation/happened';
import type { Locale } from '../language';
import type { Log } from '../log';
import type { Kept, Store } from '../ports';
import type { Request, ThreadRef } from '../request';

/** A search as it is kept, so that it can be told and repeated when its process is gone. */
export interface KeptRun {
  readonly command: Command;
  readonly locale: Locale;
  readonly thread: ThreadRef;
  /** The id of the request that began it. */
  readonly request: string;
  /** The id of the process that works on it; nothing once it has ended. */
  readonly process: string | null;
}

export interface Run {
  readonly id: string;
  /** Fires when the asker's does, when it is canceled by its id, and when the process ends. */
  readonly signal: AbortSignal;
  end(): void;
}

/** Searches that go on, by id: what a Cancel button ends. */
export interface Runs {
  /** Names the process whose runs these are. */
  readonly process: string;
  start(of: Pick<KeptRun, 'command' | 'locale'>, request: Request, signal: AbortSignal): Run;
  /** False when there is no such run in the thread any more. */
  cancel(id: string, thread: ThreadRef): boolean;
  /** Ends all that go on: the process is about to. */
  stop(): void;
  isStopping(): boolean;
  /** How many go on. */
  count(): number;
}

/** A terminal is gone with its process, and so are the threads of the web page: nobody could be told. */
const untold = new Set(['cli', 'terminal', 'web']);

export function createRuns(store: Store, log: Log, now: () => Date): Runs {
  const running = new Map<string, { readonly scope: string; readonly stopping: AbortController }>();
  const process = randomBytes(9).toString('base64url');
  let isStopping = false;
  let keeping = Promise.resolve();
  const keep = (id: string, body: KeptRun) => {
    if (untold.has(body.thread.adapter)) return;
    const put = { kind: 'run', id, scope: scopeOf(body.thread), at: now().toISOString(), body } as const;
    keeping = keeping
      .then(() => store.write([put]))
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, 'a run could not be kept'),
      );
  };
  return {
    process,
    start({ command, locale }, { id: request, thread }, signal) {
      const id = randomBytes(9).toString('base64url');
      const stopping = new AbortController();
      running.set(id, { scope: scopeOf(thread), stopping });
      const either = AbortSignal.any([signal, stopping.signal]);
      // Every target of a search listens to it.
      setMaxListeners(0, either);
      const body = { command, locale, thread, request };
      keep(id, { ...body, process });
      return {
        id,
        signal: either,
        end() {
          running.delete(id);
          keep(id, { ...body, process: null });
        },
      };
    },
    cancel(id, thread) {
      const run = running.get(id);
      if (run?.scope !== scopeOf(thread)) return false;
      run.stopping.abort();
      return running.delete(id);
    },
    stop() {
      isStopping = true;
      for (const { stopping } of running.values()) stopping.abort();
    },
    isStopping: () => isStopping,
    count: () => running.size,
  };
}

export function runOf({ body }: Kept): KeptRun {
  return body as KeptRun;
}
