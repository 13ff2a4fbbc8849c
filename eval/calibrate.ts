import { rank } from '../src/diagnose/rank';
import { clean } from '../src/diagnose/clean';
import { signsOf } from '../src/diagnose/confidence';
import { evalBot } from './bot';
import { printFit } from './fit';
import { readPastes } from './pastes';

/*
 * Fits the weights of src/diagnose/confidence.ts: logistic regression of "the first case is the right one" on the signs,
 * over the tuning pastes and the near-misses of the cases, with a light ridge. Prints what belongs there.
 */

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
  printFit('pastes and near-misses', examples);
}

main();
