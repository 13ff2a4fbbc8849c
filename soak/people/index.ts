import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../chance';
import type { Chat } from './chat';
import { stories, type Story, type Telling } from './stories';
import type { Texts } from './texts';

/** Stories that begin each second; what is pressed and filled in them comes on top, half as much again. */
const perSecond = 8;
/** How long somebody waits for an answer before they leave, in milliseconds: longer than the longest search. */
const patienceMs = 90_000;

/** People who write until the signal fires. Resolves when none begins anything any more. */
export async function bePeople(
  chats: readonly Chat[],
  texts: Texts,
  chance: Chance,
  signal: AbortSignal,
): Promise<void> {
  // Everybody who waits for an answer listens to it.
  setMaxListeners(0, signal);
  const told: Telling = { texts, chance, until: (holds) => waitedFor(holds, signal) };
  const going = new Set<Promise<void>>();
  const startedAt = performance.now();
  for (let at = 0; !signal.aborted; at += 1) {
    const due = startedAt + (at * 1_000) / perSecond - performance.now();
    if (due > 0) await sleep(due, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const living = storyOf(chance)(chance.pick(chats), told);
    going.add(living);
    void living.finally(() => going.delete(living));
  }
  await Promise.all(going);
}

function storyOf(chance: Chance): Story {
  let left = chance.between(
    0,
    stories.reduce((sum, { weight }) => sum + weight, 0),
  );
  return (stories.find(({ weight }) => (left -= weight) < 0) ?? stories[0])?.tell ?? (async () => {});
}

/** Nobody begins another step after the end. */
async function waitedFor(holds: () => boolean, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!holds()) {
    if (signal.aborted || performance.now() > deadline) return false;
    await sleep(50, undefined, { signal }).catch(() => undefined);
  }
  return !signal.aborted;
}
