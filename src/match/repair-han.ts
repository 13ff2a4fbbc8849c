import type { Lexicon } from './lexicon';
import type { Meaning } from './meaning';
import type { Mention } from './phrases';
import type { Token } from './text';

/** Where each character stands in the Chinese names: a slip keeps at least one character of the name. */
export type Anchors = ReadonlyMap<string, readonly { readonly phrase: string; readonly at: number }[]>;

export function anchorsOf(phrases: readonly string[]): Anchors {
  const anchors = new Map<string, { phrase: string; at: number }[]>();
  for (const phrase of phrases)
    for (const [at, character] of [...phrase].entries())
      anchors.set(character, [...(anchors.get(character) ?? []), { phrase, at }]);
  return anchors;
}

const placeKinds: ReadonlySet<Meaning['kind']> = new Set([
  'stage',
  'module',
  'component',
  'log',
  'scripts',
  'platform',
]);

/**
 * Puts right Chinese names that were typed with a character that only sounds alike (「同部」), and, where nothing names a
 * place, those of four characters or more with any one character wrong. What is already a name stays.
 */
export function repairHan(tokens: readonly Token[], mentions: readonly Mention[], lexicon: Lexicon): Token[] {
  const places = mentions.filter(({ meanings }) => meanings.some(({ kind }) => placeKinds.has(kind)));
  const repaired = [...tokens];
  for (const [index, token] of tokens.entries())
    for (const { phrase, at } of token.isHan ? (lexicon.anchors.get(token.text) ?? []) : []) {
      const start = index - at;
      if (start < 0 || places.some((place) => cuts(place, start, start + phrase.length))) continue;
      if (!isSlip(repaired, start, phrase, places.length > 0, lexicon)) continue;
      for (const [offset, text] of [...phrase].entries())
        repaired[start + offset] = {
          text,
          stem: text,
          isHan: true,
          hasArticle: false,
          clause: repaired[start + offset]?.clause ?? 0,
        };
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
  tokens: readonly Token[],
  start: number,
  phrase: string,
  isPlaced: boolean,
  { syllables }: Lexicon,
): boolean {
  let wrong = 0;
  let soundsAlike = true;
  for (let at = 0; at < phrase.length; at += 1) {
    const token = tokens[start + at];
    if (!token?.isHan) return false;
    if (token.text === phrase[at]) continue;
    wrong += 1;
    soundsAlike &&= syllables.get(phrase[at] ?? '')?.includes(token.text) === true;
  }
  if (wrong === 0 || wrong === phrase.length) return false;
  return soundsAlike || (!isPlaced && phrase.length >= 4 && wrong === 1);
}
