import type { Catalog } from '../knowledge/catalog';
import type { CaseIndex } from './case-index';
import { clean } from './clean';
import { concluded, mostRanked, type Diagnosis } from './conclude';
import { explain } from './explain';
import { rank } from './rank';
import { survey } from './survey';
import { judge } from './verdict';

/** Longest text that is read as one paste, in characters; a longer one is a log. */
export const maxPasteLength = 12_000;

/** Reads a paste: known cases, facts, probable stages, logs. Its time grows with the text: for pastes only. */
export function diagnose(text: string, index: CaseIndex, catalog: Catalog): Diagnosis {
  const cleaned = clean(text);
  const ranking = rank(cleaned, index);
  const best = explain(ranking.ranked.slice(0, mostRanked), ranking.words, index);
  return concluded(cleaned, judge(ranking, index), best, catalog);
}

/** Reads a paste, or a whole log of any length. */
export async function diagnoseAny(
  text: string,
  index: CaseIndex,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<Diagnosis> {
  return text.length > maxPasteLength ? survey(text, index, catalog, signal) : diagnose(text, index, catalog);
}

export type { CaseIndex, Diagnosis };
export { caseIndexOf } from './case-index';
