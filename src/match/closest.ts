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

/**
 * `closest` for a fixed vocabulary, searched for every unknown word of every question: only words that begin with one
 * of the first two letters written are looked at, each letter's behind an index of its own.
 */
export function nearestOf(vocabulary: readonly string[]): Nearest {
  const byLetter = new Map<string, Fuse<string>>();
  for (const letter of new Set(vocabulary.map((word) => word[0] ?? '')))
    byLetter.set(
      letter,
      new Fuse(
        vocabulary.filter((word) => word.startsWith(letter)),
        options,
      ),
    );
  const found = new Map<string, readonly string[]>();
  const search = (word: string) => {
    const letters = [...new Set(word.slice(0, 2))];
    return letters.flatMap((letter) => byLetter.get(letter)?.search(word) ?? []).map((result) => result.item);
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
