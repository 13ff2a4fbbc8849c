import { topicIndexOf } from '../src/topics';
import { signsOf } from '../src/topics/confidence';
import { rankTopics } from '../src/topics/rank';
import { evalBot } from './bot';
import { printFit } from './fit';
import { learnTopics } from './topic-model';
import { readIntents, readTsv } from './tsv';

/*
 * Fits the weights of src/topics/confidence.ts: "the first topic is the right one" on the signs, over the half of
 * eval/topics/asked.tsv that the model it is fitted with did not learn from, and what is about something else. Prints how often
 * the first is right, and what belongs there.
 */

const { catalog, topicIndex } = evalBot().knowledge;
const all = readTsv('eval/topics/asked.tsv');
const model = learnTopics(
  catalog.topics,
  topicIndex().read,
  all.filter((_, at) => at % 2 === 0),
);
const index = topicIndexOf(catalog.topics, catalog.concepts, model);
const asked = all.filter((_, at) => at % 2 === 1);
const unrelated = [
  ...['tune', 'tune-2']
    .flatMap((name) => readTsv(`eval/router/${name}.tsv`))
    .filter(({ right }) => right.includes('unrelated')),
  ...['unrelated', 'unrelated-2'].flatMap((name) => readIntents(`eval/intents/${name}.tsv`)),
];
for (const language of ['en', 'zh'] as const) {
  const own = asked.filter((each) => each.language === language);
  const first = own.filter(({ text, right }) => right.includes(rankTopics(text, index).ranked[0]?.id ?? ''));
  console.log(
    `${language}: of ${own.length} the first is right in ${(first.length / own.length).toFixed(3)}`,
  );
}
const examples = [...asked, ...unrelated.map(({ text }) => ({ text, right: [] as string[] }))].flatMap(
  ({ text, right }) => {
    const ranking = rankTopics(text, index);
    const signs = signsOf(ranking);
    return signs ? [{ signs, isRight: right.includes(ranking.ranked[0]?.id ?? '') }] : [];
  },
);
printFit('questions', examples);
