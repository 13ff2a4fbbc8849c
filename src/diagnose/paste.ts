import type { CaseIndex } from './case-index';
import { evidenceOf, type Evidence } from './lines';
import { repairWords } from './repair';
import type { Places } from './signature';
import { termsOf, wordsOf, type Word } from './words';

/** A paste, taken apart. */
export interface Paste {
  readonly text: string;
  readonly words: readonly Word[];
  readonly places: Places;
  readonly evidence: Evidence;
}

/** Takes a cleaned text apart; misspelt words are put right. */
export function pasteOf(text: string, index: CaseIndex): Paste {
  const words = repairWords(wordsOf(text), index);
  return { text, words, places: placesOf(words, index), evidence: evidenceOf(text) };
}

function placesOf(words: readonly Word[], index: CaseIndex): Places {
  const places = new Map<number, number[]>();
  for (const [at, { text }] of words.entries()) {
    const number = index.numberOf(text);
    if (number === undefined) continue;
    const list = places.get(number);
    if (list) list.push(at);
    else places.set(number, [at]);
  }
  return places;
}

/** The terms of a paste that any case has, by number, and which share of all its terms they are, by rarity. */
export function knownTerms(
  { words }: Paste,
  { lexical, numberOf }: CaseIndex,
): { readonly terms: readonly number[]; readonly known: number } {
  const all = [...new Set(termsOf(words.map((word) => word.text)))].map(numberOf);
  const terms = all.filter((term) => term !== undefined);
  const sum = (some: readonly (number | undefined)[]) =>
    some.reduce<number>((total, term) => total + lexical.rarity(term), 0);
  return { terms, known: all.length === 0 ? 0 : sum(terms) / sum(all) };
}
