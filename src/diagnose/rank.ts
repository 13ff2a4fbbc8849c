import { highest } from './highest';
import { leastCoverage, type CaseIndex } from './case-index';
import { evidenceOf, type Evidence } from './lines';
import { repairWords } from './repair';
import { rootsFirst } from './roots';
import { find, type Found, type Places, type Signature, type SignatureKind } from './signature';
import { isHan, termsOf, wordsOf, type Word } from './words';

/** A case with how well it fits a paste, 0 to 1, and why. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
  /** How surely its best template stands there, 0 to 1. */
  readonly value: number;
  /** How much its words stand there, 0 to 1, whatever their order. */
  readonly worded: number;
  /** The template that fits best, how much of it stands there, and how much of it other words replace, 0 to 1. */
  readonly signature?: {
    readonly source: string;
    readonly kind: SignatureKind;
    readonly coverage: number;
    readonly replaced: number;
  };
  /** The line of the paste where it stands, from 0. */
  readonly line: number;
  /** A "Caused by" names it. */
  readonly isCause: boolean;
}

/** The cases that show best in a paste, and what the paste itself tells of how sure that is. */
export interface Ranking {
  /** Best first; the root before what it only wraps. */
  readonly ranked: readonly Ranked[];
  /** The paste's words, repaired. */
  readonly words: readonly string[];
  readonly hasError: boolean;
  /** The share of its telling lines that sound healthy, 0 to 1. */
  readonly healthy: number;
  /** The share of Chinese characters among its words, 0 to 1. */
  readonly chinese: number;
}

/** Most cases that are ranked: no answer names more. */
const mostRanked = 20;
/** Cases that are looked at, and those whose symptoms are: the ones whose words stand in the paste most. */
const mostWorded = 200;
const mostDescribed = 40;
/** Weight at which a signature is as sure as its coverage says; short and common ones are less so. */
const sureWeight = 7;
/** Lexical score that counts half. */
const halfLexical = 20;
/** What is left of a match in a line that says all is well, and of a partial one in a text without any error. */
const healthyShare = 0.2;
const noErrorShare = 0.5;
/** How much of a template that rules a case out has to be there. */
const excludingCoverage = 0.95;

/** Ranks the cases that show in a cleaned paste. */
export function rank(text: string, index: CaseIndex): Ranking {
  const words = repairWords(wordsOf(text), index);
  const paste = { text, words, places: placesOf(words, index), evidence: evidenceOf(text) };
  const { terms, known } = knownTerms(paste, index);
  const lexical = index.lexical.score(terms).map((score) => score / (score + halfLexical));
  const signatures = bestSignatures(paste, lexical, index);
  for (const { case: number, source, pattern } of index.patterns)
    if (pattern.test(text))
      signatures.set(number, { source, kind: 'message', coverage: 1, replaced: 0, value: 1, line: 0 });
  const trust = known * (paste.evidence.hasError ? 1 : noErrorShare);
  const scores = lexical.map((share) => scoreOf(0, share * trust));
  for (const [number, { value }] of signatures)
    scores[number] = scoreOf(value, (lexical[number] ?? 0) * trust);
  const causes = linesOfCauses(text);
  const best = highest(scores, mostRanked).filter((number) => !isRuledOut(number, paste, index));
  const ranked = best.map((number) =>
    rankedOf(
      index.cases[number]?.id ?? '',
      scores[number] ?? 0,
      lexical[number] ?? 0,
      signatures.get(number),
      causes,
    ),
  );
  const texts = words.map((word) => word.text);
  return {
    ranked: rootsFirst(ranked, index.wraps),
    words: texts,
    hasError: paste.evidence.hasError,
    healthy: paste.evidence.healthy,
    chinese: texts.filter(isHan).length / Math.max(1, texts.length),
  };
}

function isRuledOut(number: number, { places }: Paste, { excluded, weights }: CaseIndex): boolean {
  return (excluded.get(number) ?? []).some(
    (each) => find(each, places, weights, excludingCoverage).coverage > excludingCoverage,
  );
}

/** A paste, taken apart. */
interface Paste {
  readonly text: string;
  readonly words: readonly Word[];
  readonly places: Places;
  readonly evidence: Evidence;
}

function placesOf(words: readonly Word[], index: CaseIndex): Places {
  const places = new Map<number, number[]>();
  for (const [at, { text }] of words.entries()) {
    const number = index.numberOf(text);
    if (number === undefined) continue;
    const list = places.get(number);
    if (list) list.push(at);
    else places.set(number, [at]);
  }
  return places;
}

/** How a signature and the words beside it count together. */
function scoreOf(signature: number, share: number): number {
  return 1 - (1 - 0.95 * signature) * (1 - 0.5 * share);
}

/** The terms of a paste that any case has, by number, and which share of all its terms they are, by rarity. */
function knownTerms(
  { words }: Paste,
  { lexical, numberOf }: CaseIndex,
): { readonly terms: readonly number[]; readonly known: number } {
  const all = [...new Set(termsOf(words.map((word) => word.text)))].map(numberOf);
  const terms = all.filter((term) => term !== undefined);
  const sum = (some: readonly (number | undefined)[]) =>
    some.reduce<number>((total, term) => total + lexical.rarity(term), 0);
  return { terms, known: all.length === 0 ? 0 : sum(terms) / sum(all) };
}

/** A signature that shows. */
interface Best {
  readonly source: string;
  readonly kind: SignatureKind;
  readonly coverage: number;
  readonly replaced: number;
  readonly value: number;
  readonly line: number;
}

/** The best signature of each case that has one in the paste, by the case's number. */
function bestSignatures(paste: Paste, lexical: Float32Array, index: CaseIndex): Map<number, Best> {
  const best = new Map<number, Best>();
  const look = (signature: Signature) => {
    const shown = shownIn(paste, signature, index);
    if (shown && shown.value > (best.get(signature.case)?.value ?? 0)) best.set(signature.case, shown);
  };
  const worded = highest(lexical, mostWorded);
  for (const signature of index.messages.within(paste.places.keys(), worded)) look(signature);
  for (const number of worded.slice(0, mostDescribed))
    for (const each of index.signatures[number] ?? []) if (each.kind === 'symptom') look(each);
  return best;
}

function shownIn(paste: Paste, signature: Signature, index: CaseIndex): Best | undefined {
  const { kind, source } = signature;
  const weights = kind === 'symptom' ? index.symptomWeights : index.weights;
  const found = find(signature, paste.places, weights, leastCoverage[kind]);
  if (kind === 'code' && found.coverage > 0 && !paste.text.includes(source)) return undefined;
  const value = valueOf(kind, found, paste);
  const line = paste.words[found.from]?.line ?? 0;
  return value > 0
    ? { source, kind, coverage: found.coverage, replaced: found.replaced, value, line }
    : undefined;
}

const kindShare = { message: 1, code: 0.9, symptom: 0.85 } as const;

function valueOf(
  kind: SignatureKind,
  { coverage, weight, from, to }: Found,
  { words, evidence }: Paste,
): number {
  const least = leastCoverage[kind];
  const fit = Math.max(0, (coverage - least) / (1 - least));
  const certainty = 1 - Math.exp(-weight / sureWeight);
  const lines = evidence.ofLine.slice(words[from]?.line ?? 0, (words[to]?.line ?? 0) + 1);
  const isWhole = kind === 'message' && coverage > 0.95;
  const isHealthy = lines.length > 0 && lines.every((each) => each < (isWhole ? -1 : 0));
  const share = isHealthy ? healthyShare : evidence.hasError || isWhole ? 1 : noErrorShare;
  return fit * certainty * kindShare[kind] * share;
}

function linesOfCauses(text: string): ReadonlySet<number> {
  return new Set(text.split('\n').flatMap((line, at) => (/^\s*Caused by\b/i.test(line) ? [at] : [])));
}

function rankedOf(
  id: string,
  score: number,
  worded: number,
  best: Best | undefined,
  causes: ReadonlySet<number>,
): Ranked {
  if (!best) return { id, score, worded, value: 0, line: Infinity, isCause: false };
  const { source, kind, coverage, replaced, value, line } = best;
  return {
    id,
    score,
    worded,
    value,
    signature: { source, kind, coverage, replaced },
    line,
    isCause: causes.has(line),
  };
}
