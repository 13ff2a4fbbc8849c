import type { CaseIndex } from './case-index';
import { confidenceOf } from './confidence';
import type { Ranked, Ranking } from './rank';

export type Verdict = 'match' | 'candidates' | 'unknown';

/** From this confidence on a case is shown at all; below it the bot says that it does not know. */
const shownConfidence = 0.5;
/** The same for a text in which nothing sounds like an error. */
const shownCalmly = 0.57;
/** From this confidence on one case is the answer, unless others come as near. */
const sureConfidence = 0.75;
/** Others come near with this share of the best score; a case that is as good as certain has no rivals. */
const rivalShare = 0.6;
const certainScore = 0.6;
const clearLead = 0.15;
/** From this score on a further case is named beside the answer. */
const alsoScore = 0.6;
/** Most cases that are offered to choose from, and most that are named beside the answer. */
export const mostCandidates = 3;
const mostAlso = 5;

export interface Judged {
  readonly verdict: Verdict;
  /** How probable it is that the first case is the right one, 0 to 1. */
  readonly confidence: number;
  /** What a person is shown: one case, two or three, or none. */
  readonly shown: readonly Ranked[];
  /** Further cases that stand in the paste as clearly: consequences, or problems of their own. */
  readonly also: readonly Ranked[];
}

/** How sure a ranking is. The limits were set on the tuning half of the evaluation (`npm run eval`). */
export function judge(ranking: Ranking, index: CaseIndex): Judged {
  const [first, ...rest] = ranking.ranked;
  const confidence = confidenceOf(ranking, index);
  const least = ranking.hasError ? shownConfidence : shownCalmly;
  if (!first || confidence < least) return { verdict: 'unknown', confidence, shown: [], also: [] };
  const rivals = rest.filter((each) => isRival(each, first, confidence));
  if (rivals.length > 0 && first.score < certainScore)
    return {
      verdict: 'candidates',
      confidence,
      shown: [first, ...rivals].slice(0, mostCandidates),
      also: [],
    };
  const also = rest.filter((each) => each.score >= alsoScore).slice(0, mostAlso);
  return { verdict: 'match', confidence, shown: [first], also };
}

/** Told in the same line and nearly as well; or, where the first is not sure, not far behind. */
function isRival(each: Ranked, first: Ranked, confidence: number): boolean {
  const isNear = each.line === first.line && first.score - each.score < clearLead;
  return isNear || (confidence < sureConfidence && each.score > first.score * rivalShare);
}
