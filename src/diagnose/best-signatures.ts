import { leastCoverage, type CaseIndex } from './case-index';
import { highest } from './highest';
import type { Paste } from './paste';
import { find, type Found, type Signature, type SignatureKind } from './signature';

/** Cases that are looked at, and those whose symptoms are: the ones whose words stand in the paste most. */
const mostWorded = 200;
const mostDescribed = 40;
/** Weight at which a signature is as sure as its coverage says; short and common ones are less so. */
const sureWeight = 7;
/** What is left of a match in a line that says all is well, and of a partial one in a text without any error. */
const healthyShare = 0.2;
export const noErrorShare = 0.5;
/** What each word is worth that stands where the template has none. */
const insertedShare = 0.93;
/** A signature that shows. */
export interface Best {
  readonly source: string;
  readonly kind: SignatureKind;
  readonly coverage: number;
  readonly replaced: number;
  readonly value: number;
  readonly line: number;
}

/** The best signature of each case that has one in the paste, by the case's number. */
export function bestSignatures(paste: Paste, lexical: Float32Array, index: CaseIndex): Map<number, Best> {
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
  if (kind === 'code' && found.coverage > 0 && !paste.text.toLowerCase().includes(source.toLowerCase()))
    return undefined;
  if (kind === 'message' && signature.numbers.some((number) => !paste.places.has(number))) return undefined;
  const value = valueOf(kind, found, paste);
  const line = paste.words[found.from]?.line ?? 0;
  return value > 0
    ? { source, kind, coverage: found.coverage, replaced: found.replaced, value, line }
    : undefined;
}

const kindShare = { message: 1, code: 0.9, symptom: 0.85 } as const;

function valueOf(
  kind: SignatureKind,
  { coverage, weight, from, to, inserted }: Found,
  { words, evidence }: Paste,
): number {
  const least = leastCoverage[kind];
  const fit = Math.max(0, (coverage - least) / (1 - least));
  const certainty = 1 - Math.exp(-weight / sureWeight);
  const lines = evidence.ofLine.slice(words[from]?.line ?? 0, (words[to]?.line ?? 0) + 1);
  const isWhole = kind === 'message' && coverage > 0.95;
  const isHealthy = lines.length > 0 && lines.every((each) => each < (isWhole ? -1 : 0));
  const share = isHealthy ? healthyShare : evidence.hasError || isWhole ? 1 : noErrorShare;
  const whole = insertedShare ** inserted;
  return fit * certainty * kindShare[kind] * share * whole;
}
