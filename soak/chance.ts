import { randomOf } from '../bench/random';

/** Choices that are the same in every run with the same seed; each part of the soak draws from its own. */
export interface Chance {
  /** Between 0 and 1. */
  readonly number: () => number;
  isBelow(share: number): boolean;
  between(least: number, most: number): number;
  pick<Value>(all: readonly Value[]): Value;
}

export function chanceOf(seed: number, part: string): Chance {
  // Neighbouring seeds have to differ, and so have the parts of one.
  const mixed = [...part].reduce(
    (sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619),
    seed + 1,
  );
  const number = randomOf(mixed);
  return {
    number,
    isBelow: (share) => number() < share,
    between: (least, most) => least + number() * (most - least),
    pick(all) {
      const picked = all[Math.floor(number() * all.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
  };
}
