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
  /** How far from the first word each word may stand at most, slack aside. */
  readonly offsets: readonly number[];
}

/** Words a `<*>` may stand for at most; names, lists and numbers are shorter. */
const longestGap = 14;
/** Words that may stand between two neighbours where the template has none: log noise, wrapped prefixes. */
const slack = 2;

export function signatureOf(
  of: number,
  kind: SignatureKind,
  source: string,
  numberOf: (word: string) => number,
): Signature {
  const words: number[] = [];
  const offsets: number[] = [];
  for (const [gaps, piece] of source.split('<*>').entries())
    for (const word of foldLine(piece)) {
      offsets.push(words.length + gaps * longestGap);
      words.push(numberOf(word));
    }
  return { case: of, kind, source, words, offsets };
}

/** Where a signature was found: how much of its weight, and the first and last place in the paste. */
export interface Found {
  readonly coverage: number;
  readonly from: number;
  readonly to: number;
  /** Weight of what matched; the longer and rarer, the surer. */
  readonly weight: number;
}

const nowhere: Found = { coverage: 0, from: 0, to: 0, weight: 0 };

/** Most places of one word that are looked at: a paste that repeats a line says nothing new. */
const mostPlaces = 40;

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
  let present = 0;
  for (const word of words) {
    const weight = weights[word] ?? 0;
    total += weight;
    if (places.has(word)) present += weight;
  }
  if (total === 0 || present / total < least) return nowhere;
  const best = heaviestRun(eventsOf(words, places), offsets, weights, words);
  return best
    ? { coverage: best.weight / total, from: best.from, to: best.at, weight: best.weight }
    : nowhere;
}

/** A word of the signature at a place of the paste, and the heaviest run that ends there. */
interface Event {
  readonly index: number;
  readonly at: number;
  weight: number;
  from: number;
}

function eventsOf(words: readonly number[], places: Places): Event[] {
  const events: Event[] = [];
  for (const [index, word] of words.entries())
    for (const at of places.get(word)?.slice(0, mostPlaces) ?? [])
      events.push({ index, at, weight: 0, from: at });
  return events.sort((a, b) => a.at - b.at);
}

function heaviestRun(
  events: readonly Event[],
  offsets: readonly number[],
  weights: Float64Array,
  words: readonly number[],
): Event | undefined {
  const span = (offsets.at(-1) ?? 0) + slack;
  let best: Event | undefined;
  let first = 0;
  for (const [number, event] of events.entries()) {
    while ((events[first] as Event).at < event.at - span) first += 1;
    const own = weights[words[event.index] as number] ?? 0;
    event.weight = own;
    for (let before = first; before < number; before += 1) {
      const { index, at, weight, from } = events[before] as Event;
      const reach = (offsets[event.index] as number) - (offsets[index] as number) + slack;
      if (index >= event.index || at >= event.at || event.at - at > reach) continue;
      if (weight + own > event.weight) {
        event.weight = weight + own;
        event.from = from;
      }
    }
    if (!best || event.weight > best.weight) best = event;
  }
  return best;
}
