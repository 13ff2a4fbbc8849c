import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { marksIn } from '../src/parse';
import { intents, type Intent } from '../src/route';
import { featuresOf } from '../src/route/features';
import { evalBot } from './bot';
import { every } from './every';
import { intentsOf } from './kinds';
import { readPastes } from './pastes';
import { readQuestions } from './questions';
import { train } from './train';
import { readIntents, readTsv } from './tsv';

/*
 * Trains the front door's model (src/route) and writes src/route/weights.json: on eval/intents/*.tsv, the tuning halves of
 * eval/router, and, for what the knowledge answers, the tuning questions about places and platforms, the topics' ways of
 * asking, the cases' symptoms and samples, and the tuning pastes.
 */

/** Weights smaller than that are left out. */
const least = 0.12;
/** A feature that stands in fewer examples tells nothing of others. */
const leastSeen = 2;

interface Told {
  readonly text: string;
  readonly intents: readonly Intent[];
}

/** What the questions about places take for none of them is about something else, unless it greets or thanks. */
const nothing: readonly Intent[] = ['unrelated'];
const polite = /morning|thank|thx|\bhi\b|hello|在吗|谢|辛苦|早上好/i;

const { knowledge } = evalBot();
const { catalog } = knowledge;
/** What the evidence is weighed on is left out then. */
const isForWeighing = process.argv.includes('--for-weighing');

const told: Told[] = [
  ...readdirSync('eval/intents')
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => readIntents(join('eval/intents', name)))
    .map(({ intent, text }) => ({ text, intents: [intent as Intent] })),
  ...readTsv('eval/router/tune.tsv').map(ofKind),
  ...['tune-2', ...(isForWeighing ? [] : ['weigh'])]
    .flatMap((name) => readTsv(`eval/router/${name}.tsv`))
    .filter(({ right }) => right.length === 1)
    .map(ofKind),
  ...every(
    readQuestions('tuning').filter(({ command }) => command === 'locate'),
    isForWeighing ? 2 : 1,
  ).map(as('locate')),
  ...readQuestions('tuning')
    .filter(({ command }) => command === 'platform')
    .map(as('platform')),
  ...readQuestions('tuning')
    .filter(({ command }) => command === 'playbook')
    .map(as('playbook')),
  ...every(
    readQuestions('tuning').filter(({ command }) => command === 'help'),
    isForWeighing ? 2 : 1,
  ).map(({ text }) => ({ text, intents: polite.test(text) ? intentsOf('smalltalk') : nothing })),
  ...every(
    catalog.topics.flatMap(({ questions }) => [...questions.en, ...questions.zh]),
    3,
  ).map((text) => as('topic')({ text })),
  ...every(readTsv('eval/topics/asked.tsv'), 4).map(as('topic')),
  ...every(
    catalog.cases.flatMap(({ symptoms, samples }) => [...symptoms.en, ...symptoms.zh, ...samples.match]),
    3,
  ).map((text) => as('diagnose')({ text })),
  ...readPastes('tuning').map(as('diagnose')),
];

function ofKind({ text, right }: { readonly text: string; readonly right: readonly string[] }): Told {
  return { text, intents: right.flatMap(intentsOf) };
}

function as(intent: Intent): (from: { readonly text: string }) => Told {
  return ({ text }) => ({ text, intents: [intent] });
}

const read = told.map(({ text, intents: own }) => ({
  names: [...featuresOf(text), ...marksIn(text, knowledge, new Date())],
  classes: own.map((intent) => intents.indexOf(intent)),
}));
const seen = new Map<string, number>();
for (const { names } of read) for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
const features = ['', ...[...seen].filter(([, count]) => count >= leastSeen).map(([name]) => name)];
const numbers = new Map(features.map((name, at) => [name, at]));
const weights = train(
  read.map(({ names, classes }) => ({
    features: [0, ...names.flatMap((name) => numbers.get(name) ?? [])],
    values: [],
    classes,
  })),
  { features: features.length, classes: intents.length, rounds: 30, rate: 0.15, mostWorth: 2 },
);
const lines = features.flatMap((name, at) => {
  const own = [...weights.subarray(at * intents.length, (at + 1) * intents.length)];
  const sparse = own.flatMap((weight, intent) =>
    Math.abs(weight) < least ? [] : [intent, Math.round(weight * 100) / 100],
  );
  return name === '' || sparse.length > 0 ? [`${JSON.stringify(name)}:${JSON.stringify(sparse)}`] : [];
});
writeFileSync('src/route/weights.json', `{${lines.sort().join(',\n')}}\n`);
console.log(`${read.length} examples, ${lines.length} of ${features.length} features kept`);
