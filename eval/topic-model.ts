import type { Topic } from '../src/knowledge/schema';
import { featuresOf } from '../src/topics/features';
import type { TopicModel } from '../src/topics/learned';
import type { ReadTerms } from '../src/topics/terms';
import { train } from './train';
import type { Labelled } from './tsv';

/** Weights smaller than that are left out. */
const least = 0.5;
/** What a line of an answer counts, beside a way of asking. */
const answerWorth = 0.5;
/** A feature that stands in fewer texts tells nothing of others. */
const leastSeen = 2;
const training = { rounds: 8, rate: 4, mostWorth: 1 };

/** Learns from the topics' ways of asking, further ones (`asked`), and their answers, which topic a question is about. */
export function learnTopics(
  topics: readonly Topic[],
  read: ReadTerms,
  asked: readonly Labelled[],
): TopicModel {
  const told = topics.flatMap(({ id, title, questions, answer }, at) => [
    ...asked.filter(({ right }) => right[0] === id).map(({ text }) => ({ text, at, worth: 1 })),
    ...[title.en, title.zh, ...questions.en, ...questions.zh].map((text) => ({ text, at, worth: 1 })),
    ...[...answer.en, ...answer.zh].map((text) => ({ text, at, worth: answerWorth })),
  ]);
  const rows = told.map(({ text, ...rest }) => ({ names: featuresOf(text, read(text)), ...rest }));
  const counts = new Map<string, number>();
  for (const { names } of rows) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= leastSeen).map(([name]) => name);
  const numbers = new Map(names.map((name, at) => [name, at]));
  const rarities = names.map((name) => Math.log(1 + rows.length / (counts.get(name) ?? 1)));
  const examples = rows.map((row) => {
    const features = row.names.flatMap((name) => numbers.get(name) ?? []);
    const length = Math.hypot(...features.map((at) => rarities[at] ?? 0)) || 1;
    const values = features.map((at) => ((rarities[at] ?? 0) * row.worth) / length);
    return { features, values, classes: [row.at] };
  });
  const size = topics.length;
  const weights = train(examples, { features: names.length, classes: size, ...training });
  const features = names.flatMap((name, at) => {
    const own = [...weights.subarray(at * size, (at + 1) * size)];
    const sparse = own.flatMap((weight, topic) => (Math.abs(weight) < least ? [] : [topic, rounded(weight)]));
    return sparse.length > 0 ? [[name, [rounded(rarities[at] ?? 0), ...sparse]] as const] : [];
  });
  return { topics: topics.map(({ id }) => id), features: Object.fromEntries(features) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
