import { byId } from '../knowledge/catalog';
import type { CaseIndex } from './case-index';
import type { Ranked } from './rank';
import { templatesOf } from './templates';
import { foldLine, termsOf } from './words';

/** A ranked case with what it has in common with the paste. */
export interface Explained extends Ranked {
  /** The rarest words that both have; at most eight. */
  readonly shared: readonly string[];
}

const mostShared = 8;

export function explain(ranked: readonly Ranked[], words: readonly string[], index: CaseIndex): Explained[] {
  const there = new Set(termsOf(words));
  const rarity = (term: string) => index.lexical.rarity(index.numberOf(term));
  return ranked.map((each) => {
    const terms = templatesOf(byId(index.cases, each.id)).flatMap(([, text]) => termsOf(foldLine(text)));
    const shared = [...new Set(terms)].filter((term) => there.has(term));
    return { ...each, shared: shared.sort((a, b) => rarity(b) - rarity(a)).slice(0, mostShared) };
  });
}
