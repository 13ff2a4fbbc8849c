import type { Ranked } from './rank';

export type Verdict = 'match' | 'candidates' | 'unknown';

/** From this score on a case is shown at all; below it the bot says that it does not know. */
const shownScore = 0.38;
/** From this score on, and this far ahead of the next, one case is the answer. */
const sureScore = 0.6;
const clearLead = 0.15;
/** Most cases that are offered to choose from. */
const mostCandidates = 3;
/** Most further cases that are named beside the answer. */
const mostAlso = 5;

export interface Judged {
  readonly verdict: Verdict;
  /** What a person is shown: one case, two or three, or none. */
  readonly shown: readonly Ranked[];
  /** Further cases that stand in the paste as clearly: consequences, or problems of their own. */
  readonly also: readonly Ranked[];
}

/**
 * How sure the ranking is. The limits were set on the tuning half of the evaluation (`npm run eval`): the right case is
 * shown for 95 % of the pastes a case covers, and nothing for those that none does.
 */
export function judge(ranked: readonly Ranked[]): Judged {
  const [first, ...rest] = ranked;
  if (!first || first.score < shownScore) return { verdict: 'unknown', shown: [], also: [] };
  const near = rest.filter((each) => each.score >= shownScore);
  const rivals = near.filter((each) => each.line === first.line && first.score - each.score < clearLead);
  if (rivals.length > 0 && first.score < sureScore)
    return { verdict: 'candidates', shown: [first, ...rivals].slice(0, mostCandidates), also: [] };
  const also = near.filter((each) => each.score >= sureScore).slice(0, mostAlso);
  return { verdict: 'match', shown: [first], also };
}
