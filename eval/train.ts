import { softmax } from '../src/match/softmax';

/** A text by the numbers of its features, what each is worth in it, and the classes that it may be of. */
export interface Example {
  readonly features: readonly number[];
  readonly values: readonly number[];
  readonly classes: readonly number[];
}

export interface Training {
  readonly features: number;
  readonly classes: number;
  readonly rounds: number;
  readonly rate: number;
  /** The most that an example of a rare class counts for. */
  readonly mostWorth: number;
  /** The share of features left out of an example at each step, so that none is relied on alone; none without it. */
  readonly dropout?: number;
  /** The weights are the mean of so many last rounds; of the last one without it. */
  readonly averaged?: number;
}

/** Slopes smaller than that move nothing. */
const least = 1e-4;
/** After so many rounds a step is half as long. */
const halving = 6;

/** Multinomial logistic regression by gradient descent: for each feature, what it weighs for each class. */
export function train(examples: readonly Example[], how: Training): Float32Array {
  const weights = new Float32Array(how.features * how.classes);
  const counts = classCounts(examples, how.classes);
  const random = seeded();
  const { dropout = 0, averaged = 1 } = how;
  const mean = new Float32Array(weights.length);
  for (let round = 0; round < how.rounds; round += 1) {
    const order = examples.map((each) => ({ each, at: random() })).sort((one, other) => one.at - other.at);
    const step = how.rate / (1 + round / halving);
    for (const { each } of order) {
      const count = Math.min(...each.classes.map((own) => counts[own] ?? 1));
      // Each class counts alike, however many examples it has.
      const worth = Math.min(how.mostWorth, examples.length / how.classes / count);
      learn(weights, how.classes, dropout > 0 ? thinned(each, dropout, random) : each, step * worth);
    }
    if (round >= how.rounds - averaged)
      for (const [at, weight] of weights.entries()) mean[at] = (mean[at] ?? 0) + weight / averaged;
  }
  // All features speak where only some did: each counts for less.
  return mean.map((weight, at) => (at < how.classes ? weight : weight * (1 - dropout)));
}

/** An example without a share of its features; the first stands for none. */
function thinned(each: Example, dropout: number, random: () => number): Example {
  const kept = each.features.map((_, at) => at === 0 || random() >= dropout);
  return {
    features: each.features.filter((_, at) => kept[at]),
    values: each.values.filter((_, at) => kept[at]),
    classes: each.classes,
  };
}

function learn(weights: Float32Array, classes: number, example: Example, step: number): void {
  const sums = new Float64Array(classes);
  for (const [nth, feature] of example.features.entries()) {
    const value = example.values[nth] ?? 1;
    for (let at = 0; at < classes; at += 1)
      sums[at] = (sums[at] ?? 0) + value * (weights[feature * classes + at] ?? 0);
  }
  const shares = softmax(sums);
  const allowed = example.classes.reduce((all, own) => all + (shares[own] ?? 0), 0);
  for (let at = 0; at < classes; at += 1) {
    const share = shares[at] ?? 0;
    // Of several classes that it may be of, it is what the model so far takes it for.
    const slope = (example.classes.includes(at) ? share / (allowed || 1) : 0) - share;
    if (Math.abs(slope) < least) continue;
    for (const [nth, feature] of example.features.entries()) {
      const cell = feature * classes + at;
      weights[cell] = (weights[cell] ?? 0) + step * slope * (example.values[nth] ?? 1);
    }
  }
}

function classCounts(examples: readonly Example[], classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const { classes: own } of examples)
    for (const each of own) counts[each] = (counts[each] ?? 0) + 1 / own.length;
  return counts;
}

/** The same order at each training. */
function seeded(): () => number {
  let seed = 1;
  return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
}
