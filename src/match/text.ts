/** A word of a text: a run of letters and digits, or one Han character. */
export interface Token {
  /** As written, folded to lower case. */
  readonly text: string;
  /** Without its English ending: "booting", "boots" and "boot" share one. */
  readonly stem: string;
  readonly isHan: boolean;
  /** True when an article stood before it (articles themselves are left out). */
  readonly hasArticle: boolean;
  /** The number of its clause in the text, from 0. */
  readonly clause: number;
}

/** Folds what does not change the meaning: Unicode compatibility forms, case, apostrophes, character variants. */
export function normalize(text: string, variants: ReadonlyMap<string, string>): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '');
  return variants.size === 0
    ? folded
    : folded.replace(/\p{Script=Han}/gu, (each) => variants.get(each) ?? each);
}

/** Words that stand between the words of a phrase without changing it ("start the host", "power it on"). */
const articles: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'my',
  'our',
  'your',
  'this',
  'that',
  'its',
  'it',
]);

/** Where one statement ends and another begins: "sync is fine, but the boot fails". */
const clauseEnd =
  /[,，;；:：!！?？\n()（）—。]|\.(?=\s|$)|\s-\s|(?<=\s)(?:but|although|though|while|whereas)(?=\s)|但是?|不过|可是|虽然|结果|然后/u;

/** The words of a normalised text, in order, without articles. */
export function tokenize(normalized: string): Token[] {
  return normalized.split(clauseEnd).flatMap((clause, number) => {
    const words = clause.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
    return words.flatMap((text, index) => {
      if (articles.has(text)) return [];
      const hasArticle = articles.has(words[index - 1] ?? '');
      return [{ text, stem: stem(text), isHan: /^\p{Script=Han}/u.test(text), hasArticle, clause: number }];
    });
  });
}

/** Pairs of characters ("啟启動动") as a map from the first of each to the second. */
export function variantMap(pairs: string): ReadonlyMap<string, string> {
  const characters = [...pairs];
  return new Map(
    characters.flatMap((each, index) => (index % 2 === 0 ? [[each, characters[index + 1] ?? each]] : [])),
  );
}

/** Cuts English endings; both sides of a comparison are cut alike, so the result need not be a word. */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<!s)s$/, '')
    .replace(/(?<=...)(?:ing|ed)$/, '')
    .replace(/(?<=..)e$/, '')
    .replace(/(?<=..)(.)\1$/, '$1');
}
