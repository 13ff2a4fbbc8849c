import type { Ranked } from './rank';

/** A case below this score does not stand in the paste, and has no part in what is root and what wraps it. */
const standsScore = 0.4;
/** Cases this near to the best all show; which of them is the root is told by where they stand. */
const nearScore = 0.25;

/** What is told in people's words has to fit nearly as well: a message of the program's is sure by itself. */
const nearWords = 0.1;

function isAsClear(specific: Ranked, generic: Ranked): boolean {
  return specific.signature?.kind === 'message' || generic.score - specific.score < nearWords;
}

/**
 * Of the cases that show, the root first: one that only wraps another stands behind it; of the others the one told
 * first, since logs tell causes before consequences; but what a "Caused by" names comes before all.
 */
export function rootsFirst(
  ranked: readonly Ranked[],
  wraps: ReadonlyMap<string, ReadonlySet<string>>,
): Ranked[] {
  const top = ranked[0]?.score ?? 0;
  const isShown = (each: Ranked) =>
    each.score >= Math.max(standsScore, top - nearScore) && each.signature !== undefined;
  const shown = ranked.filter(isShown);
  const isWrapper = (each: Ranked) =>
    shown.some((other) => wraps.get(each.id)?.has(other.id) === true && isAsClear(other, each));
  const weight = (each: Ranked) =>
    (isWrapper(each) ? 1_000_000 : 0) + (each.isCause ? -1_000_000 : 0) + each.line;
  // Those of one line stay in the order in which they fit.
  const ordered = [...shown].sort((a, b) => weight(a) - weight(b));
  return [...ordered, ...ranked.filter((each) => !isShown(each))];
}
