import { softmax } from '../src/match/softmax';
import { signsOf } from '../src/parse/choose';
import type { Option } from '../src/parse/options';

/* Which option is right, by logistic regression over the signs of all that a text can be read as. */

export interface Choice {
  readonly options: readonly {
    readonly option: Option;
    readonly probability: number;
    readonly isRight: boolean;
  }[];
  readonly worth: number;
}

const steps = 300;
const rate = 1;
const ridge = 0.001;

/** What each sign counts. */
export function choiceWeights(choices: readonly Choice[]): Readonly<Record<string, number>> {
  const rows = choices.map(({ options, worth }) => ({
    signs: options.map(({ option, probability }) => Object.entries(signsOf(option, probability))),
    right: options.map(({ isRight }) => isRight),
    worth,
  }));
  const names = [...new Set(rows.flatMap(({ signs }) => signs.flat().map(([name]) => name)))].sort();
  const weights = new Map(names.map((name) => [name, name === 'manner' ? 1 : 0]));
  const total = rows.reduce((all, { worth }) => all + worth, 0);
  for (let step = 0; step < steps; step += 1) {
    const slopes = new Map(names.map((name) => [name, 0]));
    for (const { signs, right, worth } of rows) {
      const sums = signs.map((own) =>
        own.reduce((all, [name, sign]) => all + sign * (weights.get(name) ?? 0), 0),
      );
      const shares = softmax(Float64Array.from(sums));
      const allowed = shares.reduce((all, share, at) => all + (right[at] ? share : 0), 0);
      for (const [at, own] of signs.entries()) {
        const share = shares[at] ?? 0;
        const slope = ((right[at] ? share / (allowed || 1) : 0) - share) * (worth / total);
        for (const [name, sign] of own) slopes.set(name, (slopes.get(name) ?? 0) + slope * sign);
      }
    }
    for (const name of names) {
      const weight = weights.get(name) ?? 0;
      weights.set(name, weight + rate * ((slopes.get(name) ?? 0) - ridge * weight));
    }
  }
  return Object.fromEntries([...weights].map(([name, weight]) => [name, Math.round(weight * 100) / 100]));
}
