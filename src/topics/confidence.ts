import { probability } from '../match/weighed';
import type { TopicRanking } from './rank';

/** What speaks for the first of the ranked topics, each from 0 to 1. */
export interface TopicSigns {
  readonly said: number;
  readonly covered: number;
  readonly worded: number;
  /** How far it is ahead of the next. */
  readonly lead: number;
  /** The share of the question whose words any topic has. */
  readonly known: number;
  /** How little the question says: one for a single telling term, less with each more. */
  readonly brief: number;
}

/** Weights of the signs, fitted by `npx tsx eval/calibrate-topics.ts` on the tuning questions, which prints them. */
const weights: Readonly<Record<keyof TopicSigns, number>> = {
  said: 2.06,
  covered: 3.95,
  worded: 5.46,
  lead: 2.52,
  known: 4.2,
  brief: -2.03,
};
const bias = -9.43;

export function signsOf({ ranked, known, length }: TopicRanking): TopicSigns | undefined {
  const [first, second] = ranked;
  if (!first) return undefined;
  const { said, covered, worded, score } = first;
  const lead = 1 - (second?.score ?? 0) / Math.max(score, 1e-6);
  return { said, covered, worded, lead, known, brief: 1 / Math.max(1, length) };
}

/** How probable it is that the first of the ranked topics answers the question, 0 to 1. */
export function confidenceOf(ranking: TopicRanking): number {
  const signs = signsOf(ranking);
  if (!signs) return 0;
  return probability(weights, signs, bias);
}
