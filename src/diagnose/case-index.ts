import type { KnownCase } from '../knowledge/schema';
import { nearestOf, type Nearest } from '../match/closest';
import { lexicalIndex, type LexicalIndex } from './lexical';
import { signatureIndex, type SignatureIndex } from './signature-index';
import { signatureOf, type Signature, type SignatureKind } from './signature';
import { templatesOf } from './templates';
import { createVocabulary, type Vocabulary } from './vocabulary';
import { isHan } from './words';

/** The known cases, ready to be matched against pastes. Words and cases go by their numbers. */
export interface CaseIndex {
  readonly cases: readonly KnownCase[];
  /** Number of a word, or of two neighbouring Chinese characters; none where no case has it. */
  numberOf(word: string): number | undefined;
  readonly lexical: LexicalIndex;
  /** What a word of a signature weighs: its rarity among all cases, and more where it makes an error of a sentence. */
  readonly weights: Float64Array;
  /** The same for people's own words: in Chinese, not to and to fail stand in nearly every one of them. */
  readonly symptomWeights: Float64Array;
  /** The words that a misspelt one may be. */
  readonly nearest: Nearest;
  /** Messages and codes. */
  readonly messages: SignatureIndex;
  /** All signatures of a case, by its number. */
  readonly signatures: readonly (readonly Signature[])[];
  /** The numbers of a text's terms: its words and its pairs of Chinese characters; of those that any case has. */
  termsOf(words: readonly number[]): number[];
  numberOfCase(id: string): number;
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
  const documents = own.map((all) => all.flatMap(({ words }) => [...words, ...vocabulary.addPairs(words)]));
  const excluded = excludedOf(cases, vocabulary);
  const lexical = lexicalIndex(documents, vocabulary.size(), (term) => !vocabulary.isCharacter(term));
  const weights = weightsOf(vocabulary, lexical, decisive);
  const numbers = new Map(cases.map(({ id }, number) => [id, number]));
  const signatures = own.flatMap((all) => all.filter(({ kind }) => kind !== 'symptom'));
  return {
    cases,
    numberOf: vocabulary.numberOf,
    lexical,
    weights,
    symptomWeights: weightsOf(
      vocabulary,
      lexical,
      decisive.filter((word) => !isHan(word)),
    ),
    nearest: nearestOf(repairable(own, vocabulary)),
    messages: signatureIndex(signatures, weights, (kind) => leastCoverage[kind]),
    signatures: own,
    termsOf: (words) => [
      ...words.filter((word) => !vocabulary.isCharacter(word)),
      ...vocabulary.pairsOf(words),
    ],
    numberOfCase: (id) => numbers.get(id) ?? -1,
    patterns: cases.flatMap(patternsOf),
    excluded,
    wraps: new Map(
      cases.flatMap(({ id, genericTo }) => (genericTo ? [[id, new Set(genericTo)] as const] : [])),
    ),
  };
}

function excludedOf(cases: readonly KnownCase[], { add }: Vocabulary): Map<number, Signature[]> {
  return new Map(
    cases.flatMap(({ not }, number) =>
      not ? [[number, not.map((text) => signatureOf(number, 'message', text, add))] as const] : [],
    ),
  );
}

function weightsOf(
  { size, numberOf }: Vocabulary,
  { rarity }: LexicalIndex,
  heavier: readonly string[],
): Float64Array {
  const weights = Float64Array.from({ length: size() }, (_, word) => rarity(word));
  for (const word of heavier) {
    const number = numberOf(word);
    if (number !== undefined) weights[number] = rarity(number) + decisiveWeight;
  }
  return weights;
}

/** Words long enough that one slip leaves them recognisable; exception names are printed, not typed. */
function repairable(own: readonly (readonly Signature[])[], { size, words }: Vocabulary): string[] {
  const isTyped = new Uint8Array(size());
  for (const signatures of own)
    for (const { kind, words: numbers } of signatures)
      if (kind !== 'code') for (const word of numbers) isTyped[word] = 1;
  return [...words()].flatMap(([word, number]) =>
    isTyped[number] === 1 && /^[a-z]{6,}$/.test(word) ? [word] : [],
  );
}

function patternsOf(known: KnownCase, number: number) {
  return known.signatures.flatMap((each) =>
    'regex' in each ? [{ case: number, source: each.regex, pattern: new RegExp(each.regex, 'i') }] : [],
  );
}
