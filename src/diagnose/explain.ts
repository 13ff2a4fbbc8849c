import type { CaseIndex } from './case-index';
import type { Ranked } from './rank';
import { termsOf } from './words';

/** A ranked case with what it has in common with the paste. */
export interface Explained extends Ranked {
  /** The rarest words that both have; at most eight. */
  readonly shared: readonly string[];
}

const mostShared = 8;

export function explain(ranked: readonly Ranked[], words: readonly string[], index: CaseIndex): Explained[] {
  const there = termsAmong(words, index);
  return ranked.map((each) => ({ ...each, shared: sharedWith(each, there, index) }));
}

function sharedWith({ id }: Ranked, there: ReadonlyMap<number, string>, index: CaseIndex): string[] {
  const signatures = index.signatures[index.numberOfCase(id)] ?? [];
  const terms = new Set(signatures.flatMap(({ words }) => index.termsOf(words)));
  const shared = [...terms].filter((term) => there.has(term));
  const rarest = shared.sort((a, b) => index.lexical.rarity(b) - index.lexical.rarity(a));
  return rarest.slice(0, mostShared).map((term) => there.get(term) ?? '');
}

/** The terms of a text that any case has, by number, as they are written. */
export function termsAmong(words: readonly string[], index: CaseIndex): ReadonlyMap<number, string> {
  return new Map(
    termsOf(words).flatMap((text) => {
      const number = index.numberOf(text);
      return number === undefined ? [] : [[number, text] as const];
    }),
  );
}
