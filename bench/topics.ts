import type { Topic } from '../src/knowledge/schema';
import { judgeTopics, topicIndexOf } from '../src/topics';
import { evalBot } from '../eval/bot';
import { readTsv } from '../eval/tsv';
import { row, timed } from './measure';

/** How many topics the index is made large with. */
const many = 2_000;

/** A question among 2,000 topics, the knowledge's own several times over, each with words of its own; beside the topics as they are. */
export async function benchTopics(): Promise<void> {
  const { catalog } = evalBot().knowledge;
  const texts = readTsv('eval/topics/held-out.tsv').map(({ text }) => text);
  const sizes = [catalog.topics.length, many];
  for (const size of sizes) {
    const topics = Array.from({ length: size }, (_, at) =>
      copied(catalog.topics[at % catalog.topics.length], at),
    );
    const started = performance.now();
    const index = topicIndexOf(topics, catalog.concepts);
    const made = performance.now() - started;
    for (const text of texts) judgeTopics(text, index);
    const taken: number[] = [];
    for (const text of texts) taken.push(await timed(() => judgeTopics(text, index)));
    console.log(`topics: ${size} of them, index made in ${Math.round(made)} ms`);
    row('sherlog', taken, size === many ? 'p99 within 3 ms' : '');
  }
}

/** A copy that is another topic: a word of its own in each of its ways of asking. */
function copied(topic: Topic | undefined, at: number): Topic {
  if (!topic) throw new Error('there is no topic');
  const own = (text: string) => `${text} subject${Math.floor(at / 7)}`;
  const { en, zh } = topic.questions;
  return { ...topic, id: `${topic.id}-${at}`, questions: { en: en.map(own), zh: zh.map(own) } };
}
