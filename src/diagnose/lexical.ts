/** BM25's usual constants (Robertson, Zaragoza 2009). */
const k1 = 1.2;
const b = 0.75;

/** A small full-text index: documents of terms, asked with terms. */
export interface LexicalIndex {
  /** Inverse document frequency: how rare a term is among the documents; that of an unseen one where it is in none. */
  rarity(term: string): number;
  has(term: string): boolean;
  /** Scores of the documents that share a term with the query, by document number. */
  score(terms: Iterable<string>): Map<number, number>;
}

export function lexicalIndex(documents: readonly (readonly string[])[]): LexicalIndex {
  const postings = new Map<string, { document: number; count: number }[]>();
  for (const [document, terms] of documents.entries()) {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const list = postings.get(term);
      if (list) list.push({ document, count });
      else postings.set(term, [{ document, count }]);
    }
  }
  const average = documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length);
  const rarity = (term: string) => {
    const frequency = postings.get(term)?.length ?? 0;
    return Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
  };
  return {
    rarity,
    has: (term) => postings.has(term),
    score(terms) {
      const scores = new Map<number, number>();
      for (const term of new Set(terms))
        for (const { document, count } of postings.get(term) ?? []) {
          const length = documents[document]?.length ?? 0;
          const share = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / average));
          scores.set(document, (scores.get(document) ?? 0) + rarity(term) * share);
        }
      return scores;
    },
  };
}
