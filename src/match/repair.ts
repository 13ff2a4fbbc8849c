import { closest } from './closest';
import type { Lexicon } from './lexicon';
import type { Mention } from './phrases';
import { stem, type Token } from './text';

/** Repairs cost about a tenth of a millisecond a word; a question has few misspelt ones. */
const mostRepairs = 8;

/** Puts the nearest known word in place of a misspelt one. A known word is never touched, nor an ordinary one. */
export function repair(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  let left = mostRepairs;
  return tokens.map((token) => {
    if (left === 0 || !isSuspect(token, lexicon)) return token;
    left -= 1;
    const [word] = closest(token.text, lexicon.words)
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
  const rows = [...Array(a.length + 1)].map((_, i) =>
    [...Array(b.length + 1)].map((__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + same,
        swapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
      (rows[i] as number[])[j] = best;
    }
  return at(a.length, b.length);
}

/**
 * Puts right Chinese names that were typed with a character that only sounds alike (「同部」), and, where nothing names a
 * place, those of four characters or more with any one character wrong. What is already a name stays.
 */
export function repairHan(tokens: readonly Token[], mentions: readonly Mention[], lexicon: Lexicon): Token[] {
  if (!tokens.some((token) => token.isHan)) return [...tokens];
  const places = mentions.filter(({ meanings }) =>
    meanings.some(({ kind }) => kind === 'stage' || kind === 'module'),
  );
  const repaired = [...tokens];
  for (const phrase of lexicon.hanPhrases)
    for (let start = 0; start + phrase.length <= repaired.length; start += 1) {
      const window = repaired.slice(start, start + phrase.length);
      if (
        window.some((token) => !token.isHan) ||
        places.some((place) => cuts(place, start, start + phrase.length))
      )
        continue;
      if (!isSlip(window, phrase, places.length > 0, lexicon)) continue;
      for (const [at, text] of [...phrase].entries())
        repaired[start + at] = { text, stem: text, isHan: true, hasArticle: false };
    }
  return repaired;
}

/** Does a stretch share tokens with a mention without holding all of it and more? */
function cuts(place: Mention, start: number, end: number): boolean {
  const overlaps = place.start < end && start < place.end;
  const isInside = start <= place.start && place.end <= end && end - start > place.end - place.start;
  return overlaps && !isInside;
}

function isSlip(
  window: readonly Token[],
  phrase: string,
  isPlaced: boolean,
  { syllables }: Lexicon,
): boolean {
  const wrong = window
    .map((token, at) => [token.text, phrase[at] ?? ''] as const)
    .filter(([written, meant]) => written !== meant);
  if (wrong.length === 0 || wrong.length === phrase.length) return false;
  const soundsAlike = wrong.every(([written, meant]) => syllables.get(meant)?.includes(written) === true);
  return soundsAlike || (!isPlaced && phrase.length >= 4 && wrong.length === 1);
}
