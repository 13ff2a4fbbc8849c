import { probability } from '../match/weighed';
import type { CaseIndex } from './case-index';
import type { Ranked, Ranking } from './rank';
import { termsAmong } from './explain';

/** What speaks for the first of the ranked cases, each from 0 to 1 but for the lead, which can be negative. */
export interface Signs {
  /** How surely its best template stands in the paste. */
  readonly value: number;
  /** How much its words stand there, whatever their order. */
  readonly worded: number;
  /** How far its words are ahead of the next case's. */
  readonly lead: number;
  /** The largest share of one of its templates whose words stand there, whatever their order. */
  readonly contained: number;
  /** 1 where anything in the paste sounds like an error. */
  readonly failing: number;
  /** The share of the telling lines that sound healthy. */
  readonly healthy: number;
  /** The share of Chinese characters among the words: people describe in Chinese, programs print in English. */
  readonly chinese: number;
}

/** Weights of the signs, fitted by `npx tsx eval/calibrate.ts` on the tuning pastes, which prints them. */
const weights: Readonly<Record<keyof Signs, number>> = {
  value: 5.0,
  worded: 4.43,
  lead: 2.27,
  contained: 2.9,
  failing: 0.4,
  healthy: -2.01,
  chinese: 2.36,
};
const bias = -7.49;

/** How probable it is that the first of the ranked cases is what the paste shows, 0 to 1. */
export function confidenceOf(ranking: Ranking, index: CaseIndex): number {
  const signs = signsOf(ranking, index);
  if (!signs) return 0;
  return probability(weights, signs, bias);
}

export function signsOf(
  { ranked, words, hasError, healthy, chinese }: Ranking,
  index: CaseIndex,
): Signs | undefined {
  const [first, ...others] = ranked;
  if (!first) return undefined;
  // What only wraps the first case says the same with other words.
  const second = others.find(({ id }) => index.wraps.get(id)?.has(first.id) !== true);
  const lead = Math.max(-1, 1 - (second?.worded ?? 0) / Math.max(first.worded, 1e-6));
  const contained = containedOf(first, words, index);
  return {
    value: first.value,
    worded: first.worded,
    lead,
    contained,
    failing: hasError ? 1 : 0,
    healthy,
    chinese,
  };
}

function containedOf({ id }: Ranked, words: readonly string[], index: CaseIndex): number {
  const there = termsAmong(words, index);
  let most = 0;
  for (const signature of index.signatures[index.numberOfCase(id)] ?? []) {
    let all = 0;
    let shared = 0;
    for (const term of new Set(index.termsOf(signature.words))) {
      const weight = index.lexical.rarity(term);
      all += weight;
      if (there.has(term)) shared += weight;
    }
    most = Math.max(most, all === 0 ? 0 : shared / all);
  }
  return most;
}
