import { rank } from '../src/diagnose/rank';
import { clean } from '../src/diagnose/clean';
import { signsOf, type Signs } from '../src/diagnose/confidence';
import { evalBot } from './bot';
import { readPastes } from './pastes';

/*
 * Fits the weights of src/diagnose/confidence.ts: logistic regression of "the first case is the right one" on the signs,
 * over the tuning pastes and the near-misses of the cases, with a light ridge. Prints what belongs there.
 */

const steps = 30_000;
const rate = 0.5;
const ridge = 0.001;

function main(): void {
  const { knowledge } = evalBot();
  const index = knowledge.caseIndex();
  const read = (text: string) => {
    const ranking = rank(clean(text), index);
    return { first: ranking.ranked[0]?.id, signs: signsOf(ranking, index) };
  };
  const pastes = readPastes('tuning').map((paste) => {
    const { first, signs } = read(paste.text);
    return { signs, isRight: first === paste.case };
  });
  // Near-misses that come nearest to the case they must not show.
  const nearMisses = index.cases.flatMap(({ id, samples }) =>
    samples.nearMiss
      .map(read)
      .filter(({ first }) => first === id)
      .map(({ signs }) => ({ signs, isRight: false })),
  );
  const examples = [...pastes, ...nearMisses].flatMap(({ signs, isRight }) =>
    signs ? [{ signs, isRight }] : [],
  );
  const names = Object.keys(examples[0]?.signs ?? {}) as (keyof Signs)[];
  const rows = examples.map(({ signs, isRight }) => ({
    values: [1, ...names.map((name) => signs[name])],
    isRight: isRight ? 1 : 0,
  }));
  const [bias = 0, ...weights] = fitted(rows);
  console.log(`${rows.length} pastes and near-misses`);
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

main();
