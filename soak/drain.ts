import { setTimeout as sleep } from 'node:timers/promises';
import { isAnswered, type Asked } from './ledger';
import type { Stage } from './stage';

/** How long answers are waited for after the last word, in milliseconds: a search of a node that was silent takes a minute. */
const drainMs = 90_000;
/** What is refused so long ago is not tried again, in milliseconds. */
const givenUpMs = 15_000;
/** How long what is done with is given to close, in milliseconds. */
export const settleMs = 1_500;

/** Waits until all is answered, or the time is over; then until what is done with has closed. */
export async function drained({ ledger, program }: Stage): Promise<void> {
  const deadline = performance.now() + drainMs;
  while (!ledger.all.every(isOver) && performance.now() < deadline && program.ended() === undefined)
    await sleep(100);
  await sleep(settleMs);
}

function isOver(asked: Asked): boolean {
  if (asked.answers.some(({ isFinal }) => !isFinal)) return false;
  const { refusal } = asked;
  return isAnswered(asked) || (refusal !== undefined && performance.now() - refusal.at > givenUpMs);
}
