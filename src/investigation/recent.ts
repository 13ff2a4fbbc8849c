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

/** A step, and the thread that it was taken in. */
export interface Placed {
  readonly scope: string;
  readonly step: Happened;
}

/** The newest steps, whoever took them, oldest first. */
export async function newestSteps(store: Store): Promise<Placed[]> {
  const kept = await store.list('step', { newest: mostLookedAt });
  return kept.map((each) => ({ scope: each.scope, step: happenedOf(each) }));
}

/** The threads that somebody worked in lately, or those of a channel that all of it sees; newest first, at most so many. */
export function recentThreads(
  steps: readonly Placed[],
  of: { readonly asker: Person; readonly adapter: string } | { readonly channel: ThreadRef },
  most: number,
): Recent[] {
  const threads = new Map<string, Recent>();
  for (const { scope, step } of steps) {
    const thread = threadIn(scope);
    const isMeant =
      'channel' in of
        ? thread.owner === undefined &&
          thread.adapter === of.channel.adapter &&
          thread.channel === of.channel.channel
        : thread.adapter === of.adapter && step.asker.id === of.asker.id;
    const before = threads.get(scope)?.steps ?? [];
    if (isMeant) threads.set(scope, { thread, at: step.at, steps: [...before, step] });
  }
  return [...threads.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, most);
}

/** How the machines were when they were last searched: node to time and outcome. */
export function lastStates(steps: readonly Placed[]): Map<string, { at: string; outcome: string }> {
  const states = new Map<string, { at: string; outcome: string }>();
  for (const { step } of steps) {
    const { at, data } = step;
    const { targets = [] } = (data ?? {}) as { targets?: readonly { node: string; outcome: string }[] };
    for (const { node, outcome } of targets) states.set(node, { at, outcome });
  }
  return states;
}
