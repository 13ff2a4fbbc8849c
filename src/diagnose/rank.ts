import { bestSignatures, noErrorShare, type Best } from './best-signatures';
import type { CaseIndex } from './case-index';
import { highest } from './highest';
import { knownTerms, pasteOf, type Paste } from './paste';
import { rootsFirst } from './roots';
import { find, type SignatureKind } from './signature';
import { isHan } from './words';

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
/** Lexical score that counts half. */
const halfLexical = 20;
/** How much of a template that rules a case out has to be there. */
const excludingCoverage = 0.95;

/** Ranks the cases that show in a cleaned paste. */
export function rank(text: string, index: CaseIndex): Ranking {
  const paste = pasteOf(text, index);
  const { terms, known } = knownTerms(paste, index);
  const lexical = index.lexical.score(terms).map((score) => score / (score + halfLexical));
  const signatures = bestSignatures(paste, lexical, index);
  for (const { case: number, source, pattern } of index.patterns)
    if (pattern.test(text))
      signatures.set(number, { source, kind: 'message', coverage: 1, replaced: 0, value: 1, line: 0 });
  yieldToWhole(signatures);
  const trust = known * (paste.evidence.hasError ? 1 : noErrorShare);
  const shareOf = (number: number) => (lexical[number] ?? 0) * trust;
  const scores = lexical.map((_, number) => scoreOf(signatures.get(number)?.value ?? 0, shareOf(number)));
  const order = lexical.map((_, number) =>
    scoreOf(signatures.get(number)?.value ?? 0, shareOf(number), orderWeight),
  );
  const causes = linesOfCauses(text);
  const best = highest(order, mostRanked).filter((number) => !isRuledOut(number, paste, index));
  const ranked = best.map((number) =>
    rankedOf(
      index.cases[number]?.id ?? '',
      scores[number] ?? 0,
      lexical[number] ?? 0,
      signatures.get(number),
      causes,
    ),
  );
  const texts = paste.words.map((word) => word.text);
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

/** How much words in any order count, for how well a case fits; and, for which of two fits better, what people wrote whole. */
const wordWeight = 0.5;
const orderWeight = 0.8;

/** How a signature and the words beside it count together. */
function scoreOf(signature: number, share: number, weight = wordWeight): number {
  return 1 - (1 - 0.95 * signature) * (1 - weight * share);
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

/** What is left of a text found in part, in a line that another case's message fills whole: it only resembles that. */
const resemblingShare = 0.5;

function isWhole({ coverage }: Best): boolean {
  return coverage > excludingCoverage;
}

function yieldToWhole(signatures: Map<number, Best>): void {
  const filled = new Set(
    [...signatures.values()]
      .filter((best) => best.kind === 'message' && isWhole(best) && best.value > 0.5)
      .map(({ line }) => line),
  );
  for (const [number, best] of signatures)
    if (filled.has(best.line) && !isWhole(best))
      signatures.set(number, { ...best, value: best.value * resemblingShare });
}
