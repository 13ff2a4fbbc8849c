import { highest } from '../diagnose/highest';
import { isTypoOf } from '../match/repair';
import { weighed } from '../match/weighed';
import type { Opinion } from './learned';
import type { Saying, TopicIndex } from './topic-index';

/** A topic with how well a question fits it, each from 0 to 1. */
export interface RankedTopic {
  readonly id: string;
  readonly score: number;
  /** How alike the question and the nearest ways of asking are. */
  readonly said: number;
  /** The share of the question that stands in the topic's words. */
  readonly covered: number;
  /** How much the topic's words are the question's, whatever their order. */
  readonly worded: number;
  /** How much it is taken for that by what was learned from all ways of asking. */
  readonly learned: number;
}

/** The topics that fit a question best, and what the question itself tells of how sure that is. */
export interface TopicRanking {
  /** Best first. */
  readonly ranked: readonly RankedTopic[];
  /** The share of the question whose words any topic has. */
  readonly known: number;
  /** How many telling terms it has. */
  readonly length: number;
}

/** Topics that are compared closely, and that are ranked. */
const mostCompared = 30;
const mostLearned = 5;
const mostRanked = 6;
/** BM25 score that counts half. */
const halfScore = 14;
/** Ways of asking that are looked at of each topic: one alone may be near by chance. */
const nearestSayings = 3;
/** What a pair of characters that no topic has weighs, against a word: most pairs are no words. */
const unknownPair = 0.4;
/** How much the signs count for which of two fits better; found by search on the tuning questions. */
const orderWeights = { said: 0.57, covered: 0.14, worded: 0.64, learned: 0.46 };

/** Ranks the topics that a question may be about. */
export function rankTopics(text: string, index: TopicIndex): TopicRanking {
  const read = index.read(text);
  const terms = repaired(read, index);
  const weights = new Map(terms.map((term) => termWeight(term, index)));
  const total = sum(weights.values());
  const known = [...weights.keys()].filter((term) => typeof term === 'number');
  if (known.length === 0) return { ranked: [], known: 0, length: terms.length };
  const worded = index.whole.score(known).map((score) => score / (score + halfScore));
  const weightOf = (term: number) => weights.get(term) ?? index.whole.rarity(term);
  const opinion = index.opinionOn(text, read);
  const ranked = compared(worded, opinion, index).map((at) => {
    const near = (index.sayings[at] ?? []).map((saying) => alike(known, saying, total, weightOf));
    const nearest = near.sort((one, other) => other - one).slice(0, nearestSayings);
    const there = known.filter((term) => index.terms[at]?.has(term));
    const id = index.topics[at]?.id ?? '';
    const signs = {
      said: sum(nearest) / nearestSayings,
      covered: sum(there.map(weightOf)) / total,
      worded: worded[at] ?? 0,
      learned: opinion(id),
    };
    return { id, score: weighed(orderWeights, signs), ...signs };
  });
  return {
    ranked: ranked.sort((one, other) => other.score - one.score).slice(0, mostRanked),
    known: sum(known.map(weightOf)) / total,
    length: terms.length,
  };
}

/** The topics that are near by their words, and by what was learned. */
function compared(worded: Float32Array, opinion: Opinion, { topics }: TopicIndex): number[] {
  const opinions = Float32Array.from(topics, ({ id }) => opinion(id));
  return [...new Set([...highest(worded, mostCompared), ...highest(opinions, mostLearned)])];
}

/** A term with what it weighs: its rarity among the topics. */
function termWeight(term: string, index: TopicIndex): [number | string, number] {
  const number = index.numberOf(term);
  const factor = number === undefined && /^\p{Script=Han}/u.test(term) ? unknownPair : 1;
  return [number ?? term, factor * index.whole.rarity(number)];
}

/** Unknown words that are a slip of the hand away from a known one. */
function repaired(terms: readonly string[], index: TopicIndex): string[] {
  return terms.map((term) => {
    if (index.numberOf(term) !== undefined || !/^[a-z]{4,}$/.test(term)) return term;
    return index.nearest(term).find((near) => isTypoOf(term, near)) ?? term;
  });
}

/** The weight of what two texts share, against all that both have; what the way of asking has beside it counts less. */
function alike(
  asked: readonly number[],
  { terms, weight }: Saying,
  total: number,
  weightOf: (term: number) => number,
): number {
  let shared = 0;
  for (const term of asked) if (terms.includes(term)) shared += weightOf(term);
  return shared / (total + 0.5 * (weight - shared) || 1);
}

function sum(values: Iterable<number>): number {
  let all = 0;
  for (const value of values) all += value;
  return all;
}
