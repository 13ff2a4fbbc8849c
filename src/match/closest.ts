import Fuse from 'fuse.js';

/** Longest text Fuse is given: its cost grows with length, and longer texts are never one misspelt word. */
const longestWord = 32;

/** The candidates that resemble a short word, nearest first; none when nothing comes near. */
export function closest(word: string, candidates: readonly string[]): readonly string[] {
  if (word.length > longestWord) return [];
  const fuse = new Fuse(candidates, { threshold: 0.6, ignoreLocation: true, includeScore: true });
  return fuse.search(word).map((result) => result.item);
}
