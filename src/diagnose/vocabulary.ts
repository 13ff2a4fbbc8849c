import { isHan } from './words';

/** Numbers for words and for pairs of neighbouring Chinese characters: numbers compare and pack better than texts. */
export interface Vocabulary {
  /** How many numbers there are. */
  size(): number;
  /** The number of a word; a new one where it has none yet. */
  add(word: string): number;
  /** The numbers of the pairs of neighbouring Chinese characters among some words; new ones for new pairs. */
  addPairs(words: readonly number[]): number[];
  /** The same, of the pairs added before. */
  pairsOf(words: readonly number[]): number[];
  /** The number of a word or a pair; none for one never added. */
  numberOf(text: string): number | undefined;
  /** Is it the number of a single Chinese character, which says little alone? */
  isCharacter(number: number): boolean;
  /** All words, with their numbers. */
  words(): Iterable<readonly [word: string, number: number]>;
}

/** Chinese characters have numbers of their own, fewer than that: the key of two is a small integer, which maps find fastest. */
const pairBase = 2 ** 15;
const noCharacter = -1;

export function createVocabulary(): Vocabulary {
  const words = new Map<string, number>();
  const pairs = new Map<number, number>();
  /** The number of each word among the characters. */
  const characters: number[] = [];
  let characterCount = 0;
  const next = (isCharacter: boolean) => {
    const isCounted = isCharacter && characterCount < pairBase;
    return characters.push(isCounted ? characterCount++ : noCharacter) - 1;
  };
  const characterOf = (number = -1) => characters[number] ?? noCharacter;
  const keysOf = (numbers: readonly number[]) => {
    const keys: number[] = [];
    for (let at = 1; at < numbers.length; at += 1) {
      const first = characterOf(numbers[at - 1]);
      const second = characterOf(numbers[at]);
      if (first !== noCharacter && second !== noCharacter) keys.push(pairOf(first, second));
    }
    return keys;
  };
  return {
    size: () => characters.length,
    isCharacter: (number) => characterOf(number) !== noCharacter,
    words: () => words,
    add(word) {
      const known = words.get(word);
      if (known !== undefined) return known;
      const number = next(isHan(word));
      words.set(word, number);
      return number;
    },
    addPairs: (numbers) =>
      keysOf(numbers).map((key) => {
        const number = pairs.get(key) ?? next(false);
        pairs.set(key, number);
        return number;
      }),
    pairsOf: (numbers) => keysOf(numbers).flatMap((key) => pairs.get(key) ?? []),
    numberOf(text) {
      if (text.length !== 2 || !isHan(text[0]) || !isHan(text[1])) return words.get(text);
      const first = characterOf(words.get(text[0]));
      const second = characterOf(words.get(text[1]));
      return first === noCharacter || second === noCharacter ? undefined : pairs.get(pairOf(first, second));
    },
  };
}

function pairOf(first: number, second: number): number {
  return first * pairBase + second;
}
