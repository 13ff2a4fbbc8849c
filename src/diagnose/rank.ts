import type { CaseIndex } from './case-index';
import { evidenceOf, type Evidence } from './lines';
import { repairWords } from './repair';
import { find, type Found, type Signature, type SignatureKind } from './signature';
import { termsOf, wordsOf, type Word } from './words';

/** A case with how well it fits a paste, 0 to 1, and why. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
  /** The template that fits best, and how much of it, 0 to 1. */
  readonly signature?: { readonly source: string; readonly coverage: number; readonly kind: SignatureKind };
  /** The line of the paste where it stands, from 0. */
  readonly line: number;
  /** A "Caused by" names it. */
  readonly isCause: boolean;
}

/** Weight at which a signature is as sure as its coverage says; short and common ones are less so. */
const sureWeight = 7;
/** Lexical score that counts half. */
const halfLexical = 20;
/** What is left of a match in a line that says all is well, and of a partial one in a text without any error. */
const healthyShare = 0.2;
const noErrorShare = 0.5;

/** Every case that shows in a cleaned paste, best first; the root before what it only wraps. */
export function rank(text: string, index: CaseIndex): Ranked[] {
  const words = repairWords(wordsOf(text), index);
  const places = placesOf(words);
  const evidence = evidenceOf(text);
  const terms = termsOf(words.map((word) => word.text));
  const lexical = index.lexical.score(terms);
  const signatures = bestSignatures(text, words, places, evidence, index);
  for (const { caseId, source, pattern } of index.patterns)
    if (pattern.test(text))
      signatures.set(caseId, { source, kind: 'message', coverage: 1, value: 1, line: 0 });
  const causeLines = new Set(
    text.split('\n').flatMap((line, at) => (/^\s*Caused by\b/i.test(line) ? [at] : [])),
  );
  const known = knownShare(terms, index);
  const ranked = index.cases.flatMap(({ id }, number) => {
    const best = signatures.get(id);
    const lexicalScore = lexical.get(number) ?? 0;
    if (!best && lexicalScore === 0) return [];
    if ((index.excluded.get(id) ?? []).some((each) => find(each, places, index.weightOf).coverage > 0.95))
      return [];
    const share =
      (lexicalScore / (lexicalScore + halfLexical)) * known * (evidence.hasError ? 1 : noErrorShare);
    const score = 1 - (1 - 0.95 * (best?.value ?? 0)) * (1 - 0.5 * share);
    const signature = best && { source: best.source, coverage: best.coverage, kind: best.kind };
    return [
      {
        id,
        score,
        line: best?.line ?? Infinity,
        isCause: causeLines.has(best?.line ?? -1),
        ...(signature ? { signature } : {}),
      },
    ];
  });
  return rootsFirst(
    ranked.sort((a, b) => b.score - a.score),
    index,
  );
}

/** The share of a text's terms, by rarity, that any case knows: of a text about something else it is small. */
function knownShare(terms: readonly string[], index: CaseIndex): number {
  const once = [...new Set(terms)];
  const total = once.reduce((sum, term) => sum + index.lexical.rarity(term), 0);
  const known = once
    .filter((term) => index.lexical.has(term))
    .reduce((sum, term) => sum + index.lexical.rarity(term), 0);
  return total === 0 ? 0 : known / total;
}

interface Best {
  readonly source: string;
  readonly kind: SignatureKind;
  readonly coverage: number;
  readonly value: number;
  readonly line: number;
}

function bestSignatures(
  text: string,
  words: readonly Word[],
  places: Places,
  evidence: Evidence,
  index: CaseIndex,
): Map<string, Best> {
  const best = new Map<string, Best>();
  const candidates = new Set([...places.keys()].flatMap((word) => index.byAnchor.get(word) ?? []));
  for (const signature of candidates) {
    if (signature.kind === 'code' && !text.includes(signature.source)) continue;
    const found = find(signature, places, index.weightOf);
    const value = valueOf(signature, found, words, evidence);
    if (value > (best.get(signature.caseId)?.value ?? 0))
      best.set(signature.caseId, {
        source: signature.source,
        kind: signature.kind,
        coverage: found.coverage,
        value,
        line: words[found.from]?.line ?? 0,
      });
  }
  return best;
}

/** From what coverage on a template counts at all: people's words vary more than messages. */
const leastCoverage = { message: 0.65, code: 0.75, symptom: 0.3 } as const;
const kindShare = { message: 1, code: 0.9, symptom: 0.85 } as const;

function valueOf(
  { kind }: Signature,
  { coverage, weight, from, to }: Found,
  words: readonly Word[],
  evidence: Evidence,
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

type Places = ReadonlyMap<string, readonly number[]>;

function placesOf(words: readonly Word[]): Places {
  const places = new Map<string, number[]>();
  for (const [at, { text }] of words.entries()) {
    const list = places.get(text);
    if (list) list.push(at);
    else places.set(text, [at]);
  }
  return places;
}

/** A case below this score does not stand in the paste, and has no part in what is root and what wraps it. */
const standsScore = 0.4;
/** Cases this near to the best all show; which of them is the root is told by where they stand. */
const nearScore = 0.25;

/**
 * Of the cases that show, the root first: one that only wraps another stands behind it; of the others the one told
 * first, since logs tell causes before consequences; but what a "Caused by" names comes before all.
 */
function rootsFirst(ranked: readonly Ranked[], index: CaseIndex): Ranked[] {
  const top = ranked[0]?.score ?? 0;
  const isShown = (each: Ranked) =>
    each.score >= Math.max(standsScore, top - nearScore) && each.signature !== undefined;
  const shown = ranked.filter(isShown);
  const isWrapper = (each: Ranked) => shown.some((other) => index.wraps.get(each.id)?.has(other.id) === true);
  const weight = (each: Ranked) =>
    (isWrapper(each) ? 1_000_000 : 0) + (each.isCause ? -1_000_000 : 0) + each.line;
  const ordered = [...shown].sort((a, b) => weight(a) - weight(b) || b.score - a.score);
  return [...ordered, ...ranked.filter((each) => !isShown(each))];
}
