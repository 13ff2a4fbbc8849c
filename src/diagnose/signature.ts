import { foldLine } from './words';

/** What a template was taken from: messages are surer than the words people use. */
export type SignatureKind = 'message' | 'code' | 'symptom';

/** A signature ready to be looked for: its words in order, and after which of them anything may stand. */
export interface Signature {
  readonly caseId: string;
  readonly kind: SignatureKind;
  readonly source: string;
  readonly words: readonly string[];
  /** `gaps[i]` is true when a `<*>` stands between word i-1 and word i. */
  readonly gaps: readonly boolean[];
}

/** Words a `<*>` may stand for at most; names, lists and numbers are shorter. */
const longestGap = 14;
/** Words that may stand between two neighbours where the template has none: log noise, wrapped prefixes. */
const slack = 2;

export function signatureOf(caseId: string, kind: SignatureKind, source: string): Signature {
  const words: string[] = [];
  const gaps: boolean[] = [];
  for (const [part, piece] of source.split('<*>').entries())
    for (const [at, word] of foldLine(piece).entries()) {
      words.push(word);
      gaps.push(part > 0 && at === 0);
    }
  return { caseId, kind, source, words, gaps };
}

/** Where a signature was found: how much of its weight, and the first and last place in the paste. */
export interface Found {
  readonly coverage: number;
  readonly from: number;
  readonly to: number;
  /** Weight of what matched; the longer and rarer, the surer. */
  readonly weight: number;
}

/** Most places of one word that are looked at: a paste that repeats a line says nothing new. */
const mostPlaces = 40;

/**
 * The heaviest run of a signature's words that stands in a paste in the signature's order, near enough together.
 * `places` gives the positions of a word in the paste, `weightOf` its rarity.
 */
export function find(
  signature: Signature,
  places: ReadonlyMap<string, readonly number[]>,
  weightOf: (word: string) => number,
): Found {
  const total = signature.words.reduce((sum, word) => sum + weightOf(word), 0);
  const ends: { index: number; at: number; weight: number; from: number }[] = [];
  let best = { index: -1, at: 0, weight: 0, from: 0 };
  for (const [index, word] of signature.words.entries())
    for (const at of (places.get(word) ?? []).slice(0, mostPlaces)) {
      let end = { index, at, weight: weightOf(word), from: at };
      for (const before of ends)
        if (
          before.index < index &&
          before.at < at &&
          at - before.at <= reach(signature, before.index, index)
        ) {
          const weight = before.weight + weightOf(word);
          if (weight > end.weight) end = { index, at, weight, from: before.from };
        }
      ends.push(end);
      if (end.weight > best.weight) best = end;
    }
  return {
    coverage: total === 0 ? 0 : best.weight / total,
    from: best.from,
    to: best.at,
    weight: best.weight,
  };
}

/** How many words on the next one may stand. */
function reach({ gaps }: Signature, from: number, to: number): number {
  let most = to - from + slack;
  for (let at = from + 1; at <= to; at += 1) if (gaps[at]) most += longestGap;
  return most;
}
