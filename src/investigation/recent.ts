import type { Store } from '../ports';
import type { Person, ThreadRef } from '../request';
import { happenedOf, threadIn, type Happened } from './happened';

/** Steps that are looked at, the newest. */
const mostLookedAt = 400;

/** What happened in one thread lately. */
export interface Recent {
  readonly thread: ThreadRef;
  /** The newest step's time, ISO 8601 in UTC. */
  readonly at: string;
  readonly steps: readonly Happened[];
}

/** The threads that somebody worked in lately, or those of a channel that all of it sees; newest first, at most so many. */
export async function recentThreads(
  store: Store,
  of: { readonly asker: Person; readonly adapter: string } | { readonly channel: ThreadRef },
  most: number,
): Promise<Recent[]> {
  const threads = new Map<string, Recent>();
  for (const kept of await store.list('step', { newest: mostLookedAt })) {
    const thread = threadIn(kept.scope);
    const step = happenedOf(kept);
    const isMeant =
      'channel' in of
        ? thread.owner === undefined &&
          thread.adapter === of.channel.adapter &&
          thread.channel === of.channel.channel
        : thread.adapter === of.adapter && step.asker.id === of.asker.id;
    const before = threads.get(kept.scope)?.steps ?? [];
    if (isMeant) threads.set(kept.scope, { thread, at: kept.at, steps: [...before, step] });
  }
  return [...threads.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, most);
}

/** How the machines were when they were last searched: node to time and outcome. */
export function lastStates(steps: readonly Happened[]): Map<string, { at: string; outcome: string }> {
  const states = new Map<string, { at: string; outcome: string }>();
  for (const { at, data } of steps) {
    const { targets = [] } = (data ?? {}) as { targets?: readonly { node: string; outcome: string }[] };
    for (const { node, outcome } of targets) states.set(node, { at, outcome });
  }
  return states;
}

/** The newest steps, whoever took them. */
export async function newestSteps(store: Store): Promise<Happened[]> {
  return (await store.list('step', { newest: mostLookedAt })).map(happenedOf);
}
