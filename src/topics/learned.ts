import { readFileSync } from 'node:fs';
import { softmax } from '../match/softmax';
import { featuresOf } from './features';

/** A linear model over the topics: of each feature its rarity, then topics by number with the weight of each in turn. */
export interface TopicModel {
  /** Ids. */
  readonly topics: readonly string[];
  readonly features: Readonly<Record<string, readonly number[]>>;
}

/** How much a model takes a text to be about a topic, 0 to 1, by the logarithm of its probability. */
export type Opinion = (topic: string) => number;

/** Reads what `npx tsx eval/train-topics.ts` learned; without it topics are found by their words alone. */
export function readTopicModel(file: string): TopicModel | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TopicModel;
  } catch {
    return undefined;
  }
}

/** The least probability that counts. */
const floor = 1e-3;
/** What is thought of a topic that was not there to learn. */
const unlearned = 0.5;

/** What a model thinks of a text with these terms. */
export function opinionOn(text: string, terms: readonly string[], model: TopicModel | undefined): Opinion {
  if (!model) return () => unlearned;
  const shares = sharesOf(featuresOf(text, terms), model);
  const byId = new Map(model.topics.map((id, at) => [id, shares[at] ?? 0]));
  return (topic) => {
    const share = byId.get(topic);
    return share === undefined ? unlearned : 1 - Math.log(share + floor) / Math.log(floor);
  };
}

/** How probable the model thinks each of its topics. */
function sharesOf(features: readonly string[], model: TopicModel): Float64Array {
  const known = features.flatMap((name) =>
    Object.hasOwn(model.features, name) ? [model.features[name] ?? []] : [],
  );
  const length = Math.hypot(...known.map(([rarity = 0]) => rarity)) || 1;
  const sums = new Float64Array(model.topics.length);
  for (const own of known)
    for (let at = 1; at < own.length; at += 2)
      sums[own[at] ?? 0] = (sums[own[at] ?? 0] ?? 0) + ((own[at + 1] ?? 0) * (own[0] ?? 0)) / length;
  return softmax(sums);
}
