import Fuse from 'fuse.js';

/** Longest text Fuse is given: its cost grows with length, and longer texts are never one misspelt word. */
const longestWord = 32;
/** Words whose neighbours are remembered, at most: some hundred kilobytes. */
const mostRemembered = 4_000;
const options = { threshold: 0.6, ignoreLocation: true };

/** The candidates that resemble a short word, nearest first; none when nothing comes near. */
export function closest(word: string, candidates: readonly string[]): readonly string[] {
  return word.length > longestWord
    ? []
    : new Fuse(candidates, options).search(word).map((result) => result.item);
}

/** Finds which of many words a misspelt one may be. */
export type Nearest = (word: string) => readonly string[];

/** Most letters by which a word and a misspelling of it differ, one without the other: two slips replace two. */
const mostOddLetters = 4;
const mostExtraLetters = 2;

/**
 * `closest` for a fixed vocabulary, searched for every unknown word of every question: Fuse only sees the words that
 * begin with one of the first two letters written and are made of nearly the same letters.
 */
export function nearestOf(vocabulary: readonly string[]): Nearest {
  const byLetter = new Map<string, { readonly word: string; readonly letters: number }[]>();
  for (const word of vocabulary) {
    const list = byLetter.get(word[0] ?? '') ?? [];
    list.push({ word, letters: lettersOf(word) });
    byLetter.set(word[0] ?? '', list);
  }
  const found = new Map<string, readonly string[]>();
  const search = (written: string) => {
    const letters = lettersOf(written);
    const alike = [...new Set(written.slice(0, 2))]
      .flatMap((letter) => byLetter.get(letter) ?? [])
      .filter(
        (each) =>
          Math.abs(each.word.length - written.length) <= mostExtraLetters &&
          bitsOf(each.letters ^ letters) <= mostOddLetters,
      );
    return closest(
      written,
      alike.map(({ word }) => word),
    );
  };
  // The same everyday words come in question after question.
  return (word) => {
    if (word.length > longestWord) return [];
    const result = found.get(word) ?? search(word);
    if (found.size >= mostRemembered) found.clear();
    found.set(word, result);
    return result;
  };
}

/** Which of the letters a to z a word has, a bit each. */
function lettersOf(word: string): number {
  return [...word].reduce((bits, letter) => {
    const at = letter.charCodeAt(0) - 97;
    return at >= 0 && at < 26 ? bits | (1 << at) : bits;
  }, 0);
}

function bitsOf(number: number): number {
  let count = 0;
  for (let left = number; left !== 0; left &= left - 1) count += 1;
  return count;
}
