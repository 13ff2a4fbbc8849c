import { scopeOf } from '../investigation/happened';
import type { Log } from '../log';
import type { Kept, Place, Store } from '../ports';
import type { KeptPost } from '../desk/posts';
import type { Reply } from '../reply';
import { runOf, type KeptRun } from './index';
import { cutOffReply } from '../search/cut-off';

/** How long a process counts as alive after it last said so, and how often it does, in milliseconds. */
export const leaseMs = 12_000;
const beatMs = 3_000;

export interface CutOffDeps {
  readonly store: Store;
  /** The process that watches, as its runs name it. */
  readonly process: string;
  readonly now: () => Date;
  readonly log: Log;
  /** The adapters that can tell; runs of others wait for theirs. */
  readonly adapters: ReadonlySet<string>;
  tell(reply: Reply, place: Place): Promise<void>;
}

/** Says that this process lives, and tells the runs of those that do not any more, each once, in its own message. */
export function watchRuns(deps: CutOffDeps): { stop(): Promise<void> } {
  const round = () =>
    beat(deps)
      .then(() => tellCutOff(deps))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'runs cannot be watched'));
  let rounds = round();
  const timer = setInterval(() => (rounds = rounds.then(round)), beatMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await rounds;
    },
  };
}

async function beat({ store, process, now }: CutOffDeps): Promise<void> {
  const until = new Date(now().getTime() + leaseMs).toISOString();
  await store.write([{ kind: 'lease', id: process, at: now().toISOString(), body: { until } }]);
}

/** Runs that are looked at each time, the newest: those of a process that is gone are among them. */
const mostLookedAt = 1_000;

async function tellCutOff(deps: CutOffDeps): Promise<void> {
  const { store, log } = deps;
  for (const kept of await store.list('run', { newest: mostLookedAt })) {
    const run = runOf(kept);
    if (run.process === null || !deps.adapters.has(run.thread.adapter)) continue;
    if ((await isAlive(run.process, deps)) || !(await claim(kept, store))) continue;
    const place = { thread: run.thread, posted: await postOf(run, store) };
    await deps
      .tell(cutOffReply(run.command, run.locale), place)
      .catch((error: unknown) => log.warn({ err: error }, 'a run that was cut off could not be told'));
  }
}

async function isAlive(process: string, { store, process: own, now }: CutOffDeps): Promise<boolean> {
  if (process === own) return true;
  const lease = await store.read('lease', process);
  return lease !== undefined && (lease.body as { until: string }).until > now().toISOString();
}

/** Of several processes that find it, one tells it. */
async function claim({ kind, id, scope, at, version, body }: Kept, store: Store): Promise<boolean> {
  const ended: KeptRun = { ...(body as KeptRun), process: null };
  return (await store.write([{ kind, id, scope, at, body: ended, replaces: version }])) === 'written';
}

/** The message that showed how far it was. */
async function postOf({ thread, request }: KeptRun, store: Store) {
  const posts = await store.list('posted', { scope: scopeOf(thread) });
  return posts.map(({ body }) => body as KeptPost).find((post) => post.request === request)?.ref;
}
