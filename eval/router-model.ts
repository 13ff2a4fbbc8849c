import { marksIn } from '../src/parse';
import { intents, type RouteModel } from '../src/route';
import { featuresOf, noveltyOf, type Features } from '../src/route/features';
import { packed } from '../src/route/packed';
import { knowledge, type Told } from './router-texts';
import { train } from './train';

/* How the front door's model (src/route) learns from texts. */

/** Weights smaller than that are left out. */
const least = 0.3;
/** A feature that stands in fewer examples tells nothing of others. */
const leastSeen = 2;
const training = { rounds: 12, rate: 4, mostWorth: 1.5, dropout: 0.2, averaged: 4 };
/** What every text has beside its features is worth so much. */
const biasWorth = 0.2;

/** A text with what is looked at in it. */
export interface Read extends Told {
  readonly features: Features;
  readonly marks: readonly string[];
}

export function readTold(told: Told): Read {
  const { text, topics } = told;
  const source = topics ? { ...knowledge, topicIndex: () => topics } : knowledge;
  const marks = marksIn(text, source, new Date(), topics !== undefined);
  return { ...told, features: featuresOf(text), marks };
}

/** Learns what texts want; of each feature it keeps how rare it is, and the weights that matter. */
export function learnRouter(read: readonly Read[]): RouteModel {
  const rows = withNovelty(read);
  const counts = countsOf(rows.map(({ names }) => names));
  const features = ['', ...[...counts].filter(([, count]) => count >= leastSeen).map(([name]) => name)];
  const numbers = new Map(features.map((name, at) => [name, at]));
  const rarities = features.map((name) => Math.log(1 + rows.length / (counts.get(name) ?? 1)));
  const examples = rows.map(({ names, classes }) => {
    const own = names.flatMap((name) => numbers.get(name) ?? []);
    const length = Math.hypot(...own.map((at) => rarities[at] ?? 0)) || 1;
    return {
      features: [0, ...own],
      values: [biasWorth, ...own.map((at) => (rarities[at] ?? 0) / length)],
      classes,
    };
  });
  const weights = train(examples, { features: features.length, classes: intents.length, ...training });
  const words = new Set(read.flatMap(({ features: own }) => [...own.words]));
  return Object.fromEntries(
    features.flatMap((name, at) => {
      const worth = name === '' ? biasWorth : 1;
      const own = [...weights.subarray(at * intents.length, (at + 1) * intents.length)]
        .map((weight, intent) => [intent, weight * worth] as const)
        .filter(([, weight]) => Math.abs(weight) >= (name === '' ? 0 : least));
      const isKept = own.length > 0 || words.has(name);
      return isKept ? [[name, packed({ rarity: rarities[at] ?? 0, weights: own })]] : [];
    }),
  );
}

/** Which words are new is told as for a text of other people: those that the texts of other sources do not have. */
function withNovelty(read: readonly Read[]) {
  const all = countsOf(read.map(({ features }) => [...features.words]));
  const sources = [...new Set(read.map(({ source }) => source))];
  const own = new Map(
    sources.map((source) => {
      const texts = read.filter((each) => each.source === source);
      return [source, countsOf(texts.map(({ features }) => [...features.words]))] as const;
    }),
  );
  return read.map(({ features: { words, all: names }, marks, source, intents: wanted }) => {
    const elsewhere = (word: string) => (all.get(word) ?? 0) - (own.get(source)?.get(word) ?? 0);
    const fresh = [...words].filter((word) => elsewhere(word) < leastSeen).length;
    return {
      names: [...new Set([...names, ...marks, ...noveltyOf(fresh, words.size)])],
      classes: wanted.map((intent) => intents.indexOf(intent)),
    };
  });
}

function countsOf(rows: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const name of row) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
