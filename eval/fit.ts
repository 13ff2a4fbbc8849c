/* Logistic regression with a light ridge, by gradient descent: what the confidences of the matchers are fitted with. */

const steps = 30_000;
const rate = 0.5;
const ridge = 0.001;

/** The signs of one example, and whether its first answer was right. */
export interface Example<Signs> {
  readonly signs: Signs;
  readonly isRight: boolean;
}

/** Prints the weights of the signs, and the bias. */
export function printFit<Signs extends object>(what: string, examples: readonly Example<Signs>[]): void {
  const names = Object.keys(examples[0]?.signs ?? {}) as (keyof Signs & string)[];
  const rows = examples.map(({ signs, isRight }) => ({
    values: [1, ...names.map((name) => signs[name] as number)],
    isRight: isRight ? 1 : 0,
  }));
  const [bias = 0, ...weights] = fitted(rows);
  console.log(`${rows.length} ${what}`);
  for (const [at, name] of names.entries()) console.log(`  ${name}: ${weights[at]?.toFixed(2)},`);
  console.log(`bias = ${bias.toFixed(2)}`);
}

type Row = { readonly values: readonly number[]; readonly isRight: number };

function fitted(rows: readonly Row[]): number[] {
  let weights = (rows[0]?.values ?? []).map(() => 0);
  for (let step = 0; step < steps; step += 1) {
    const slope = weights.map(() => 0);
    for (const { values, isRight } of rows) {
      const sum = values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const error = isRight - 1 / (1 + Math.exp(-sum));
      for (const [at, value] of values.entries())
        slope[at] = (slope[at] ?? 0) + (error * value) / rows.length;
    }
    weights = weights.map(
      (weight, at) => weight + rate * ((slope[at] ?? 0) - (at === 0 ? 0 : ridge * weight)),
    );
  }
  return weights;
}
