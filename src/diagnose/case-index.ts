import type { KnownCase } from '../knowledge/schema';
import { nearestOf, type Nearest } from '../match/closest';
import { lexicalIndex, type LexicalIndex } from './lexical';
import { packed, type Postings } from './postings';
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
  readonly signatures: readonly Signature[];
  /** Numbers of signatures by those of their words without one of which too little of them can stand in a paste. */
  readonly byAnchor: Postings;
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
  const lexical = lexicalIndex(documents, vocabulary.words.length, (term) => !isHan(vocabulary.words[term]));
  const weights = weightsOf(vocabulary, lexical);
  const signatures = own.flat();
  return {
    cases,
    numberOf: vocabulary.numberOf,
    lexical,
    weights,
    nearest: nearestOf(repairable(own.flat(), vocabulary.words)),
    signatures,
    byAnchor: anchored(signatures, weights),
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
  const typed = signatures.flatMap((each) => (each.kind === 'code' ? [] : each.words));
  return [...new Set(typed)].map((word) => words[word] ?? '').filter((word) => /^[a-z]{6,}$/.test(word));
}

/**
 * Files each signature under its heaviest words, so many that the others alone weigh less than counts: a paste that
 * shows the signature has one of them (the prefix filter of set similarity joins; Chaudhuri et al. 2006).
 */
function anchored(signatures: readonly Signature[], weights: Float64Array): Postings {
  const keys: number[] = [];
  const values: number[] = [];
  for (const [number, { words, kind }] of signatures.entries()) {
    const weightOf = (word: number) => weights[word] ?? 0;
    let left = words.reduce((sum, word) => sum + weightOf(word), 0);
    const least = left * leastCoverage[kind];
    for (const word of [...words].sort((one, other) => weightOf(other) - weightOf(one))) {
      if (left < least) break;
      keys.push(word);
      values.push(number);
      left -= weightOf(word);
    }
  }
  return packed(keys, values, weights.length);
}

function patternsOf(known: KnownCase, number: number) {
  return known.signatures.flatMap((each) =>
    'regex' in each ? [{ case: number, source: each.regex, pattern: new RegExp(each.regex, 'i') }] : [],
  );
}
