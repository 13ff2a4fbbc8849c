import type { KnownCase } from '../knowledge/schema';
import { lexicalIndex, type LexicalIndex } from './lexical';
import { nearestOf, type Nearest } from '../match/closest';
import { signatureOf, type Signature, type SignatureKind } from './signature';
import { foldLine, termsOf } from './words';

/** The known cases, ready to be matched against pastes. */
export interface CaseIndex {
  readonly cases: readonly KnownCase[];
  readonly lexical: LexicalIndex;
  /** Rarity of a word of a signature among all cases. */
  weightOf(word: string): number;
  /** The words that a misspelt one may be. */
  readonly nearest: Nearest;
  knows(word: string): boolean;
  /** Signatures by their rarest words: a paste without one of them cannot hold the signature. */
  readonly byAnchor: ReadonlyMap<string, readonly Signature[]>;
  readonly patterns: readonly {
    readonly caseId: string;
    readonly source: string;
    readonly pattern: RegExp;
  }[];
  readonly excluded: ReadonlyMap<string, readonly Signature[]>;
  /** The cases that a case only wraps, where one of them shows too. */
  readonly wraps: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Words that make an error of a sentence: "CBT is not enabled" without them says the contrary. */
const decisive = new Set(
  'not no nt cannot failed failure fails error unable denied refused exceeded invalid missing insufficient 无 不 未 没 失 败 错 缺'.split(
    ' ',
  ),
);
const decisiveWeight = 3;

/** How many of a signature's rarest words lead to it. */
const anchorsPerSignature = 4;

export function caseIndexOf(cases: readonly KnownCase[]): CaseIndex {
  const documents = cases.map(documentOf);
  const lexical = lexicalIndex(documents.map(termsOf));
  const wordIndex = lexicalIndex(documents);
  const weightOf = (word: string) => wordIndex.rarity(word) + (decisive.has(word) ? decisiveWeight : 0);
  const signatures = cases.flatMap((known) =>
    templatesOf(known).map(([kind, text]) => signatureOf(known.id, kind, text)),
  );
  return {
    cases,
    lexical,
    weightOf,
    nearest: nearestOf(repairable(cases)),
    knows: (word) => wordIndex.has(word),
    byAnchor: anchored(signatures, weightOf),
    patterns: cases.flatMap((known) =>
      known.signatures.flatMap((each) =>
        'regex' in each
          ? [{ caseId: known.id, source: each.regex, pattern: new RegExp(each.regex, 'i') }]
          : [],
      ),
    ),
    excluded: new Map(
      cases.map((known) => [
        known.id,
        (known.not ?? []).map((text) => signatureOf(known.id, 'message', text)),
      ]),
    ),
    wraps: new Map(cases.map((known) => [known.id, new Set(known.genericTo ?? [])])),
  };
}

type Template = readonly [kind: SignatureKind, text: string];

/** Symptoms and titles are templates too, of those who have no message to paste. */
function templatesOf(known: KnownCase): Template[] {
  const of = (kind: SignatureKind, texts: readonly string[]) => texts.map((text): Template => [kind, text]);
  return [
    ...of(
      'message',
      known.signatures.flatMap((each) => ('text' in each ? [each.text] : [])),
    ),
    ...of('code', known.codes ?? []),
    ...of('symptom', [...known.symptoms.en, ...known.symptoms.zh, known.title.en, known.title.zh]),
  ];
}

/** Words long enough that one slip leaves them recognisable; exception names are printed, not typed. */
function repairable(cases: readonly KnownCase[]): string[] {
  const texts = cases.flatMap(templatesOf).flatMap(([kind, text]) => (kind === 'code' ? [] : foldLine(text)));
  return [...new Set(texts)].filter((word) => /^[a-z]{6,}$/.test(word));
}

function documentOf(known: KnownCase): string[] {
  return templatesOf(known).flatMap(([, text]) => foldLine(text));
}

function anchored(
  signatures: readonly Signature[],
  weightOf: (word: string) => number,
): Map<string, Signature[]> {
  const byAnchor = new Map<string, Signature[]>();
  for (const signature of signatures) {
    const rarest = [...new Set(signature.words)]
      .sort((a, b) => weightOf(b) - weightOf(a))
      .slice(0, anchorsPerSignature);
    for (const word of rarest) byAnchor.set(word, [...(byAnchor.get(word) ?? []), signature]);
  }
  return byAnchor;
}
