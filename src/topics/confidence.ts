import { probability } from '../match/weighed';
import type { TopicRanking } from './rank';

/** What speaks for the first of the ranked topics, each from 0 to 1. */
export interface TopicSigns {
  readonly said: number;
  readonly covered: number;
  readonly worded: number;
  readonly learned: number;
  /** How far it is ahead of the next. */
  readonly lead: number;
  /** The share of the question whose words any topic has. */
  readonly known: number;
  /** How little the question says: one for a single telling term, less with each more. */
  readonly brief: number;
}

/** Weights of the signs, fitted by `npx tsx eval/calibrate-topics.ts` on the tuning questions, which prints them. */
const weights: Readonly<Record<keyof TopicSigns, number>> = {
  said: 0.68,
  covered: 3.11,
  worded: 2.6,
  learned: 3.1,
  lead: 3.08,
  known: 2.86,
  brief: -0.98,
};
const bias = -8.24;

export function signsOf({ ranked, known, length }: TopicRanking): TopicSigns | undefined {
  const [first, second] = ranked;
  if (!first) return undefined;
  const { said, covered, worded, learned, score } = first;
  const lead = 1 - (second?.score ?? 0) / Math.max(score, 1e-6);
  return { said, covered, worded, learned, lead, known, brief: 1 / Math.max(1, length) };
}

/** How probable it is that the first of the ranked topics answers the question, 0 to 1. */
export function confidenceOf(ranking: TopicRanking): number {
  const signs = signsOf(ranking);
  if (!signs) return 0;
  return probability(weights, signs, bias);
}
