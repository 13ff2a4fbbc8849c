import { parseArgs } from 'node:util';

export interface Options {
  /** How long people write, warm-up included. */
  readonly minutes: number;
  readonly seed: number;
}

/** `--minutes 1 --seed 42`; ten minutes, and a seed of its own each time. Throws with what is expected. */
export function optionsOf(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!(minutes >= 0.5 && minutes <= 600)) throw new Error('expected --minutes between 0.5 and 600');
  if (!Number.isSafeInteger(seed)) throw new Error('expected --seed as a whole number');
  return { minutes, seed };
}
