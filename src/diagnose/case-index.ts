import type { KnownCase } from '../knowledge/schema';
import { nearestOf, type Nearest } from '../match/closest';
import { lexicalIndex, type LexicalIndex } from './lexical';
import { signatureIndex, type SignatureIndex } from './signature-index';
import { signatureOf, type Signature, type SignatureKind } from './signature';
import { templatesOf } from './templates';
import { isHan, pairsOf } from './words';

/** The known cases, ready to be matched against pastes. Words and cases go by their numbers. */
export interface CaseIndex {
  readonly cases: readonly KnownCase[];
  /** Number of a word, or of two neighbouring Chinese characters; none where no case has it. */
  numberOf(word: string): number | undefined;
  readonly lexical: LexicalIndex;
  /** What a word of a signature weighs: its rarity among all cases, and more where it makes an error of a sentence. */
  readonly weights: Float64Array;
  /** The words that a misspelt one may be. */
  readonly nearest: Nearest;
  /** Messages and codes. */
  readonly messages: SignatureIndex;
  /** How people word a case, by its number. */
  readonly symptoms: readonly (readonly Signature[])[];
  readonly patterns: readonly { readonly case: number; readonly source: string; readonly pattern: RegExp }[];
  /** Signatures that rule a case out, by its number. */
  readonly excluded: ReadonlyMap<number, readonly Signature[]>;
  /** The cases that a case only wraps, where one of them shows too. */
  readonly wraps: ReadonlyMap<string, ReadonlySet<string>>;
}

/** From what coverage on a template counts at all: people's words vary more than messages. */
export const leastCoverage: Readonly<Record<SignatureKind, number>> = {
  message: 0.65,
  code: 0.75,
  symptom: 0.3,
};

/** Words that make an error of a sentence: "CBT is not enabled" without them says the contrary. */
const decisive =
  'not no nt cannot failed failure fails error unable denied refused exceeded invalid missing insufficient 无 不 未 没 失 败 错 缺'.split(
    ' ',
  );
const decisiveWeight = 3;

export function caseIndexOf(cases: readonly KnownCase[]): CaseIndex {
  const vocabulary = createVocabulary();
  const own = cases.map((known, number) =>
    templatesOf(known).map(([kind, text]) => signatureOf(number, kind, text, vocabulary.add)),
  );
  const documents = own.map((all) => all.flatMap(({ words }) => withPairs(words, vocabulary)));
  const excluded = excludedOf(cases, vocabulary);
  const isTerm = Uint8Array.from(vocabulary.words, (word) => (isHan(word) ? 0 : 1));
  const lexical = lexicalIndex(documents, vocabulary.words.length, (term) => isTerm[term] === 1);
  const weights = weightsOf(vocabulary, lexical);
  const signatures = own.flatMap((all) => all.filter(({ kind }) => kind !== 'symptom'));
  return {
    cases,
    numberOf: vocabulary.numberOf,
    lexical,
    weights,
    nearest: nearestOf(repairable(own.flat(), vocabulary.words)),
    messages: signatureIndex(signatures, weights, (kind) => leastCoverage[kind]),
    symptoms: own.map((all) => all.filter(({ kind }) => kind === 'symptom')),
    patterns: cases.flatMap(patternsOf),
    excluded,
    wraps: new Map(
      cases.flatMap(({ id, genericTo }) => (genericTo ? [[id, new Set(genericTo)] as const] : [])),
    ),
  };
}

interface Vocabulary {
  /** The words by their numbers. */
  readonly words: readonly string[];
  add(word: string): number;
  numberOf(word: string): number | undefined;
}

function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  return {
    words,
    numberOf: (word) => numbers.get(word),
    add(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, words.length);
      return words.push(word) - 1;
    },
  };
}

/** The words of a template, and its pairs of neighbouring Chinese characters. */
function withPairs(words: readonly number[], { words: texts, add }: Vocabulary): number[] {
  return [...words, ...pairsOf(words.map((word) => texts[word] ?? '')).map(add)];
}

function excludedOf(cases: readonly KnownCase[], { add }: Vocabulary): Map<number, Signature[]> {
  return new Map(
    cases.flatMap(({ not }, number) =>
      not ? [[number, not.map((text) => signatureOf(number, 'message', text, add))] as const] : [],
    ),
  );
}

function weightsOf({ words, numberOf }: Vocabulary, { rarity }: LexicalIndex): Float64Array {
  const weights = Float64Array.from(words, (_, word) => rarity(word));
  for (const word of decisive) {
    const number = numberOf(word);
    if (number !== undefined) weights[number] = rarity(number) + decisiveWeight;
  }
  return weights;
}

/** Words long enough that one slip leaves them recognisable; exception names are printed, not typed. */
function repairable(signatures: readonly Signature[], words: readonly string[]): string[] {
  const isTyped = new Uint8Array(words.length);
  for (const { kind, words: own } of signatures)
    if (kind !== 'code') for (const word of own) isTyped[word] = 1;
  return words.filter((word, number) => isTyped[number] === 1 && /^[a-z]{6,}$/.test(word));
}

function patternsOf(known: KnownCase, number: number) {
  return known.signatures.flatMap((each) =>
    'regex' in each ? [{ case: number, source: each.regex, pattern: new RegExp(each.regex, 'i') }] : [],
  );
}
