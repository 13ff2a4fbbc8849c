import { packed, type Postings } from './postings';
import type { Signature, SignatureKind } from './signature';

/** Many signatures, and which of them can stand in a paste at all. */
export interface SignatureIndex {
  /** The signatures of these cases of which enough can stand in a paste that has these words; all by number. */
  within(words: Iterable<number>, cases: readonly number[]): Signature[];
}

export function signatureIndex(
  signatures: readonly Signature[],
  weights: Float64Array,
  leastOf: (kind: SignatureKind) => number,
): SignatureIndex {
  const anchors = anchorsOf(signatures, weights, leastOf);
  // Flat copies: thousands are looked at for a paste, and most are told by their words alone.
  const starts = Int32Array.from(endsOf(signatures));
  const owners = Int32Array.from(signatures, (each) => each.case);
  const caseCount = (signatures.at(-1)?.case ?? 0) + 1;
  const flat = Int32Array.from(signatures.flatMap(({ words }) => words));
  const spares = Float32Array.from(
    signatures,
    ({ words, kind }) => weightOf(words, weights) * (1 - leastOf(kind)),
  );
  // Marks of the paste in hand, kept from one to the next: clearing them would take longer than reading most pastes.
  const present = new Int32Array(weights.length);
  const seen = new Int32Array(signatures.length);
  const isAsked = new Int32Array(caseCount);
  let paste = 0;
  const canStand = (number: number) => {
    let spare = spares[number] ?? 0;
    for (let at = starts[number] ?? 0; at < (starts[number + 1] ?? 0); at += 1) {
      const word = flat[at] ?? 0;
      if (present[word] === paste) continue;
      spare -= weights[word] ?? 0;
      if (spare < 0) return false;
    }
    return true;
  };
  return {
    within(words, cases) {
      paste += 1;
      const asked = [...words];
      for (const word of asked) present[word] = paste;
      for (const each of cases) isAsked[each] = paste;
      const found: Signature[] = [];
      for (const word of asked)
        for (let at = anchors.starts[word] ?? 0; at < (anchors.starts[word + 1] ?? 0); at += 1) {
          const number = anchors.values[at] ?? 0;
          if (seen[number] === paste || isAsked[owners[number] ?? 0] !== paste) continue;
          seen[number] = paste;
          if (canStand(number)) found.push(signatures[number] as Signature);
        }
      return found;
    },
  };
}

/**
 * Files each signature under its heaviest words, so many that the others alone weigh less than counts: a paste that
 * shows the signature has one of them (the prefix filter of set similarity joins; Chaudhuri et al. 2006).
 */
function anchorsOf(
  signatures: readonly Signature[],
  weights: Float64Array,
  leastOf: (kind: SignatureKind) => number,
): Postings {
  const keys: number[] = [];
  const values: number[] = [];
  for (const [number, { words, kind }] of signatures.entries()) {
    let left = weightOf(words, weights);
    const least = left * leastOf(kind);
    for (const word of [...words].sort((one, other) => (weights[other] ?? 0) - (weights[one] ?? 0))) {
      if (left < least) break;
      keys.push(word);
      values.push(number);
      left -= weights[word] ?? 0;
    }
  }
  return packed(keys, values, weights.length);
}

function weightOf(words: readonly number[], weights: Float64Array): number {
  return words.reduce((sum, word) => sum + (weights[word] ?? 0), 0);
}

/** Where each signature's words begin among those of all, and where the last one's end. */
function endsOf(signatures: readonly Signature[]): number[] {
  let end = 0;
  return [0, ...signatures.map(({ words }) => (end += words.length))];
}
