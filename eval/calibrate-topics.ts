import { signsOf } from '../src/topics/confidence';
import { rankTopics } from '../src/topics/rank';
import { evalBot } from './bot';
import { printFit } from './fit';
import { readIntents, readTsv } from './tsv';

/*
 * Fits the weights of src/topics/confidence.ts: "the first topic is the right one" on the signs, over the tuning questions
 * and the tuning half of what is about something else. Prints what belongs there.
 */

const index = evalBot().knowledge.topicIndex();
const asked = readTsv('eval/topics/tune.tsv');
const unrelated = [
  ...readTsv('eval/router/tune.tsv').filter(({ right }) => right.includes('unrelated')),
  ...readIntents('eval/intents/unrelated.tsv'),
];
const examples = [...asked, ...unrelated.map((each) => ({ ...each, right: [] as string[] }))].flatMap(
  ({ text, right }) => {
    const ranking = rankTopics(text, index);
    const signs = signsOf(ranking);
    return signs ? [{ signs, isRight: right.includes(ranking.ranked[0]?.id ?? '') }] : [];
  },
);
printFit('questions', examples);
