import { packed } from './postings';

/** BM25's usual constants (Robertson, Zaragoza 2009). */
const k1 = 1.2;
const b = 0.75;
/** A term in more than every fourth document tells nearly nothing, and its list is the longest. */
const leastWeight = Math.log(4) * (k1 + 1);

/** An entry holds a document's number above, and how often it has the term in its lowest bits; BM25 hardly tells higher counts apart. */
const countBits = 8;
const mostCounted = 2 ** countBits - 1;

/** A small full-text index over numbered terms: how rare they are, and which documents a query speaks of. */
export interface LexicalIndex {
  /** Inverse document frequency: how rare a term is among the documents; that of an unseen one where it is in none. */
  rarity(term: number | undefined): number;
  /** Score of each document, by its number; 0 where it shares no term with the query. */
  score(terms: Iterable<number>): Float32Array;
}

/** Indexes documents of terms. A document's length is the number of its terms for which `counts` holds. */
export function lexicalIndex(
  documents: readonly (readonly number[])[],
  termCount: number,
  counts: (term: number) => boolean,
): LexicalIndex {
  const terms: number[] = [];
  const entries: number[] = [];
  const counter = new Int32Array(termCount);
  for (const [document, all] of documents.entries()) {
    for (const term of all) counter[term] = (counter[term] ?? 0) + 1;
    for (const term of all) {
      const count = counter[term] ?? 0;
      if (count === 0) continue;
      counter[term] = 0;
      terms.push(term);
      entries.push(document * 2 ** countBits + Math.min(count, mostCounted));
    }
  }
  const { starts, values } = packed(terms, entries, termCount);
  // The documents themselves are not kept.
  const documentCount = documents.length;
  const norms = normsOf(documents.map((all) => all.filter(counts).length));
  const rarity = (term: number | undefined) => {
    const frequency = term === undefined ? 0 : (starts[term + 1] ?? 0) - (starts[term] ?? 0);
    return Math.log(1 + (documentCount - frequency + 0.5) / (frequency + 0.5));
  };
  return {
    rarity,
    score(query) {
      const scores = new Float32Array(documentCount);
      for (const term of query) {
        const weight = rarity(term) * (k1 + 1);
        if (weight < leastWeight) continue;
        for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) {
          const entry = values[at] ?? 0;
          const document = entry >> countBits;
          const count = entry & mostCounted;
          scores[document] = (scores[document] ?? 0) + (weight * count) / (count + (norms[document] ?? k1));
        }
      }
      return scores;
    },
  };
}

/** What BM25 adds below the fraction: long documents say a word more easily. */
function normsOf(lengths: readonly number[]): Float32Array {
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Float32Array.from(lengths, (length) => k1 * (1 - b + (b * length) / average));
}
