import type { Lexicon } from './lexicon';
import { stem, type Token } from './text';

/** Repairs cost about a tenth of a millisecond a word; a question has few misspelt ones. */
const mostRepairs = 8;

/** Puts the nearest known word in place of a misspelt one. A known word is never touched, nor an ordinary one. */
export function repair(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  let left = mostRepairs;
  return tokens.map((token) => {
    if (left === 0 || !isSuspect(token, lexicon)) return token;
    left -= 1;
    const [word] = lexicon
      .nearest(token.text)
      .filter((each) => isTypoOf(token.text, each))
      .sort((a, b) => distance(token.text, a) - distance(token.text, b));
    return word ? { ...token, text: word, stem: stem(word) } : token;
  });
}

function isSuspect(token: Token, { phrases, ordinary }: Lexicon): boolean {
  return (
    !token.isHan && /^[a-z]\w{2,}$/.test(token.text) && !phrases.knows(token) && !ordinary.has(token.stem)
  );
}

/**
 * Two slips in a word of six letters or more, one in a shorter one. The first letter is seldom wrong; nor is the last in
 * short words ("bott") or beside a second slip; in three letters only swapped ones count ("olw").
 */
export function isTypoOf(written: string, word: string): boolean {
  const slips = distance(written, word);
  const keepsFirst = written[0] === word[0];
  const keepsEnds = keepsFirst && written.at(-1) === word.at(-1);
  if (word.length <= 4)
    return slips === 1 && (sorted(written) === sorted(word) || (word.length === 4 && keepsEnds));
  if (slips === 2) return word.length >= 7 ? keepsFirst : word.length === 6 && keepsEnds;
  return slips === 1;
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

/** Insertions, deletions, substitutions and swaps of neighbours between two short words (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + same,
        swapped ? (before[j - 2] as number) + 1 : Infinity,
      );
    }
    before = above;
    above = row;
  }
  return above[b.length] as number;
}
