import { foldLine } from './words';

/** What a template was taken from: messages are surer than the words people use. */
export type SignatureKind = 'message' | 'code' | 'symptom';

/** A signature ready to be looked for: its words in order, by number, and how far apart they may stand. */
export interface Signature {
  /** Number of its case in the index. */
  readonly case: number;
  readonly kind: SignatureKind;
  readonly source: string;
  readonly words: readonly number[];
  /** How far from the first word each word may stand at most, slack aside; by its place where there is no `<*>`. */
  readonly offsets: readonly number[] | undefined;
  /** Those of its words that are long numbers: a code that differs is another error. */
  readonly numbers: readonly number[];
}

/** Words a `<*>` may stand for at most; names, lists and numbers are shorter. */
const longestGap = 14;
/** Words that may stand between two neighbours where the template has none: log noise, wrapped prefixes. */
const slack = 3;

export function signatureOf(
  of: number,
  kind: SignatureKind,
  source: string,
  numberOf: (word: string) => number,
): Signature {
  const words: number[] = [];
  const offsets: number[] = [];
  const numbers: number[] = [];
  for (const [gaps, piece] of source.split('<*>').entries())
    for (const word of foldLine(piece)) {
      offsets.push(words.length + gaps * longestGap);
      words.push(numberOf(word));
      if (/^\d{4,}$/.test(word)) numbers.push(numberOf(word));
    }
  return {
    case: of,
    kind,
    source,
    // There are hundreds of thousands: arrays that grew keep room for more, copies do not.
    words: words.slice(),
    offsets: source.includes('<*>') ? offsets.slice() : undefined,
    numbers: numbers.length > 0 ? numbers.slice() : none,
  };
}

const none: readonly number[] = [];

/** Where a signature was found: how much of its weight, and the first and last place in the paste. */
export interface Found {
  readonly coverage: number;
  readonly from: number;
  readonly to: number;
  /** Weight of what matched; the longer and rarer, the surer. */
  readonly weight: number;
  /** The share of its weight that is missing between words that are there: other words stand in its place. */
  readonly replaced: number;
  /** Words that stand between its own where the template has none. */
  readonly inserted: number;
}

const nowhere: Found = { coverage: 0, from: 0, to: 0, weight: 0, replaced: 0, inserted: 0 };

/** The places of each word in a paste, ascending, by the word's number. */
export type Places = ReadonlyMap<number, readonly number[]>;

/**
 * The heaviest run of a signature's words that stands in a paste in the signature's order, near enough together; nothing
 * where less than `least` of its weight can be there.
 */
export function find(
  { words, offsets }: Signature,
  places: Places,
  weights: Float64Array,
  least: number,
): Found {
  let total = 0;
  for (const word of words) total += weights[word] ?? 0;
  let spare = total * (1 - least);
  for (const word of words) {
    if (places.has(word)) continue;
    spare -= weights[word] ?? 0;
    if (spare < 0) return nowhere;
  }
  return total > 0 ? heaviestRun(words, offsets, places, weights, total) : nowhere;
}

/** Most words found that are compared with one another; a paste that repeats a line says nothing new. */
const mostEnds = 160;
/**
 * Runs by where they end: index of the last word, its place, the run's weight, its first place, and the indexes' weight
 * between its first word and its last. Reused: thousands a paste.
 */
const ends = {
  index: new Int32Array(mostEnds),
  at: new Int32Array(mostEnds),
  weight: new Float64Array(mostEnds),
  from: new Int32Array(mostEnds),
  skipped: new Float64Array(mostEnds),
  inserted: new Int32Array(mostEnds),
};

function heaviestRun(
  words: readonly number[],
  offsets: readonly number[] | undefined,
  places: Places,
  weights: Float64Array,
  total: number,
): Found {
  const { index: indexes, at: ats, weight: runs, from: starts, skipped, inserted } = ends;
  const upTo = sumsOf(words, weights);
  const mostPlaces = Math.floor(mostEnds / words.length);
  let count = 0;
  let best = -1;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as number;
    const own = weights[word] ?? 0;
    const here = places.get(word);
    if (!here) continue;
    for (let place = 0; place < here.length && place < mostPlaces; place += 1) {
      const at = here[place] as number;
      let weight = own;
      let from = at;
      let missed = 0;
      let extra = 0;
      for (let before = 0; before < count; before += 1) {
        const apart = at - (ats[before] as number);
        const last = indexes[before] as number;
        if (apart <= 0 || last === index || (runs[before] as number) + own <= weight) continue;
        const reach = offsets ? (offsets[index] as number) - (offsets[last] as number) : index - last;
        if (apart > reach + slack) continue;
        weight = (runs[before] as number) + own;
        from = starts[before] as number;
        extra = (inserted[before] as number) + Math.max(0, apart - reach);
        missed = (skipped[before] as number) + (upTo[index] as number) - (upTo[last + 1] as number);
      }
      indexes[count] = index;
      ats[count] = at;
      runs[count] = weight;
      starts[count] = from;
      skipped[count] = missed;
      inserted[count] = extra;
      if (best < 0 || weight > (runs[best] as number)) best = count;
      count += 1;
    }
  }
  if (best < 0) return nowhere;
  const weight = runs[best] as number;
  return {
    coverage: weight / total,
    weight,
    from: starts[best] as number,
    to: ats[best] as number,
    replaced: (skipped[best] as number) / total,
    inserted: inserted[best] as number,
  };
}

/** The weight of the words before each one, and of all. */
function sumsOf(words: readonly number[], weights: Float64Array): number[] {
  let sum = 0;
  return [0, ...words.map((word) => (sum += weights[word] ?? 0))];
}
