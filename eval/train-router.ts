import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featuresOf } from '../src/route/features';
import { intents } from '../src/route';
import { evalBot } from './bot';
import { readPastes } from './pastes';
import { readQuestions } from './questions';
import { readIntents, readTsv } from './tsv';

/*
 * Trains the front door's model (src/route): multinomial logistic regression by gradient descent, over eval/intents/*.tsv and,
 * for what the knowledge answers, the tuning questions about places, the topics' ways of asking, the cases' symptoms, the
 * tuning pastes, and the tuning half of what is about something else. Writes src/route/weights.json.
 */

interface Example {
  readonly features: readonly string[];
  readonly intent: number;
}

const rounds = 40;
const rate = 0.15;
const ridge = 2e-5;
/** Weights smaller than that are left out. */
const least = 0.12;
/** A feature that stands in fewer examples tells nothing of others. */
const leastSeen = 2;

const folder = 'eval/intents';
const told = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .flatMap((name) => readIntents(join(folder, name)));

/** Each so many-th of them. */
function every<Each>(all: readonly Each[], step: number): Each[] {
  return all.filter((_, at) => at % step === 0);
}

function others(): string[] {
  const { catalog } = evalBot().knowledge;
  const known = new Set(['locate', 'platform']);
  return [
    ...every(
      readQuestions('tuning')
        .filter(({ command }) => known.has(command))
        .map(({ text }) => text),
      3,
    ),
    ...every(
      catalog.topics.flatMap(({ questions }) => [...questions.en, ...questions.zh]),
      4,
    ),
    ...every(
      catalog.cases.flatMap(({ symptoms }) => [...symptoms.en, ...symptoms.zh]),
      3,
    ),
    ...every(
      readPastes('tuning').map(({ text }) => text),
      1,
    ),
    ...readTsv('eval/router/tune.tsv')
      .filter(({ right }) => ['topic', 'locate', 'platform', 'diagnose'].includes(right[0] ?? ''))
      .map(({ text }) => text),
  ];
}

function train(examples: readonly Example[]): Map<string, Float64Array> {
  const weights = new Map<string, Float64Array>();
  const of = (feature: string) => {
    const own = weights.get(feature) ?? new Float64Array(intents.length);
    weights.set(feature, own);
    return own;
  };
  // Each intent counts alike, however many examples it has.
  const counts = intents.map((_, at) => examples.filter(({ intent }) => intent === at).length);
  let seed = 1;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < rounds; round += 1) {
    const order = [...examples].sort(() => random() - 0.5);
    const step = rate / (1 + round / 8);
    for (const { features, intent } of order) {
      const own = ['', ...features].map(of);
      const sums = intents.map((_, at) => own.reduce((sum, each) => sum + (each[at] ?? 0), 0));
      const most = Math.max(...sums);
      const shares = sums.map((sum) => Math.exp(sum - most));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const worth = Math.min(4, examples.length / intents.length / (counts[intent] ?? 1));
      for (const [at, share] of shares.entries()) {
        const slope = ((at === intent ? 1 : 0) - share / total) * worth;
        for (const each of own) each[at] = (each[at] ?? 0) * (1 - ridge) + step * slope;
      }
    }
  }
  return weights;
}

const unrelated = readTsv('eval/router/tune.tsv').filter(({ right }) => right.includes('unrelated'));
const examples: Example[] = [
  ...unrelated.map(({ text }) => ({
    features: [...featuresOf(text)],
    intent: intents.indexOf('unrelated'),
  })),
  ...told.map(({ intent, text }) => ({
    features: [...featuresOf(text)],
    intent: intents.indexOf(intent as never),
  })),
  ...others().map((text) => ({ features: [...featuresOf(text)], intent: 0 })),
];
const seen = new Map<string, number>();
for (const { features } of examples) for (const each of features) seen.set(each, (seen.get(each) ?? 0) + 1);
const trained = train(
  examples.map(({ features, intent }) => ({
    features: features.filter((each) => (seen.get(each) ?? 0) >= leastSeen),
    intent,
  })),
);
const kept = [...trained].flatMap(([feature, own]) => {
  const sparse = [...own].flatMap((weight, at) =>
    Math.abs(weight) < least ? [] : [at, Math.round(weight * 100) / 100],
  );
  return feature === '' || sparse.length > 0 ? [[feature, sparse] as const] : [];
});
const lines = kept
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([feature, own]) => `${JSON.stringify(feature)}:${JSON.stringify(own)}`);
writeFileSync('src/route/weights.json', `{${lines.join(',\n')}}\n`);
console.log(`${examples.length} examples, ${kept.length} of ${trained.size} features kept`);
