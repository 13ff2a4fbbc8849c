import { foldLine, isHan, pairsOf } from '../diagnose/words';
import { stem } from '../match/text';

/** Words that every question has: they tell nothing of what it is about. */
const empty = new Set(
  (
    'a an the of to in on at for with by from as is are was were be been am do does did done can could may might must shall should will would ' +
    'i we you he she it they my our your its their this that these those there here what which who whom whose when where why how and or not no ' +
    'if then than so but about into out up down over under again any some all each one ones me us them please pls tell show know mean means meaning ' +
    'get got have has had having need want like just really ok okay hey hi ll ve re s t m d'
  ).split(' '),
);
/** Pairs of Chinese characters of the same kind. */
const emptyPairs = new Set(
  '什么 怎么 如何 哪些 哪个 是不 不是 可以 能不 不能 是否 有没 没有 请问 一下 这个 那个 我们 多少 为什 么办 么样 还是 的时 时候 会不 不会 要不 吗能 了吗 吗是'.split(
    ' ',
  ),
);

/** What a text about topics is compared by: stems of words, and pairs of Chinese characters; those that tell nothing left out. */
export function termsOf(text: string): string[] {
  const words = foldLine(text.normalize('NFKC'));
  const written = words.filter((word) => !isHan(word) && !isEmpty(word)).map(stem);
  return [...written, ...pairsOf(words).filter((pair) => !emptyPairs.has(pair))];
}

/** "Up", "down", "in" and "out" are states of Ceph's OSDs: they tell something there, nothing elsewhere. */
const states = new Set(['up', 'down', 'in', 'out']);

function isEmpty(word: string): boolean {
  return empty.has(word) && !states.has(word);
}

/** Reads a text as terms: its words, and the concepts that they name in either language. */
export type ReadTerms = (text: string) => string[];

/** A concept stands beside the words that name it: what is asked in other words is still near, the same words are nearer. */
export function createReader(concepts: readonly (readonly string[])[]): ReadTerms {
  const named = concepts.flatMap((words, at) =>
    words.map((word) => ({ name: `#${at}`, word: word.toLowerCase() })),
  );
  const chinese = named.filter(({ word }) => /\p{Script=Han}/u.test(word));
  const phrases = new Map<string, string[]>();
  for (const { name, word } of named) {
    if (/\p{Script=Han}/u.test(word)) continue;
    const key = stemsOf(word).join(' ');
    phrases.set(key, [...(phrases.get(key) ?? []), name]);
  }
  const first = new Set([...phrases.keys()].map((phrase) => phrase.split(' ')[0]));
  return (text) => {
    const folded = text.normalize('NFKC').toLowerCase();
    const stems = stemsOf(folded);
    const isChinese = /\p{Script=Han}/u.test(folded);
    const found = new Set(
      isChinese ? chinese.filter(({ word }) => folded.includes(word)).map(({ name }) => name) : [],
    );
    for (const [at, word] of stems.entries())
      for (let length = 1; first.has(word) && length <= longestPhrase; length += 1)
        for (const name of phrases.get(stems.slice(at, at + length).join(' ')) ?? []) found.add(name);
    return [...termsOf(text), ...found];
  };
}

/** Most words of a phrase that names a concept. */
const longestPhrase = 4;

function stemsOf(text: string): string[] {
  return foldLine(text)
    .filter((word) => !isHan(word))
    .map(stem);
}
