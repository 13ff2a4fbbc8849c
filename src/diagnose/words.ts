/** A word of a paste, and where it stands. */
export interface Word {
  readonly text: string;
  /** Index of its line in the cleaned paste, from 0. */
  readonly line: number;
}

/** What varies from one occurrence of an error to the next. None of it may decide a match. */
const variable = new RegExp(
  [
    String.raw`\b(?:req-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`,
    String.raw`\b\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?`,
    String.raw`\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b`,
    // But for addresses that mean one thing: the metadata service, Docker's own resolver.
    String.raw`\b(?!169\.254\.169\.254|127\.0\.0\.11\b)\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/\d+)?\b`,
    String.raw`\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b`,
    String.raw`\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,}\b`,
    String.raw`[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}`,
  ].join('|'),
  'gi',
);

/** Without one of these a line holds nothing variable; most templates have none. */
const mayVary = /[\d@]/;

/** The words of a cleaned text, folded: identifiers split, variable parts left out, Chinese character by character. */
export function wordsOf(text: string): Word[] {
  return text
    .split('\n')
    .flatMap((line, number) => foldLine(line).map((word) => ({ text: word, line: number })));
}

/** The words of one line. A signature goes through the same fold, so both sides agree whatever it does. */
export function foldLine(line: string): string[] {
  const split = (mayVary.test(line) ? line.replace(variable, ' ') : line)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/n't\b/g, 'nt')
    .toLowerCase();
  return split.match(/\p{Script=Han}|0x[0-9a-f]+|(?:(?!\p{Script=Han})[\p{L}\d])+/gu) ?? [];
}

/** The pairs of neighbouring Chinese characters: what a word is in a language that writes none apart. */
export function pairsOf(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    return isHan(word) && isHan(next) ? [word + next] : [];
  });
}

/** What a text is searched by: its words, and its pairs of Chinese characters in place of the single ones. */
export function termsOf(words: readonly string[]): string[] {
  return [...words.filter((word) => !isHan(word)), ...pairsOf(words)];
}

/** Is it one Chinese character, of those in daily use? */
export function isHan(word: string | undefined): word is string {
  return word?.length === 1 && word >= '\u3400' && word <= '\u9fff';
}
