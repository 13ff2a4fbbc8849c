import type { KnownCase } from '../src/knowledge/schema';
import { randomOf } from './random';

/** Share of a made-up case's words that are its own; the others stay the field's. */
const ownShare = 0.4;

/**
 * As many known cases as asked for: the real ones, then variants of them in which some words are replaced by others, so
 * that their length and their share of common and rare words are those of real cases.
 */
export function manyCases(real: readonly KnownCase[], count: number): KnownCase[] {
  const random = randomOf(count);
  const vary = (text: string) => varied(text, random);
  const variants = Array.from({ length: Math.max(0, count - real.length) }, (_, at) => {
    const known = real[at % real.length] as KnownCase;
    return {
      ...known,
      id: `${known.id}-${at}`,
      title: { en: vary(known.title.en), zh: vary(known.title.zh) },
      symptoms: { en: known.symptoms.en.map(vary), zh: known.symptoms.zh.map(vary) },
      signatures: known.signatures.map((each) => ('text' in each ? { text: vary(each.text) } : each)),
      codes: known.codes?.map(vary),
      not: [],
      genericTo: [],
    };
  });
  return [...real.slice(0, count), ...variants];
}

function varied(text: string, random: () => number): string {
  return text
    .replace(/[a-z]{4,}/gi, (word) => (random() < ownShare ? madeUp(random) : word))
    .replace(/\p{Script=Han}/gu, (character) =>
      random() < ownShare ? String.fromCodePoint(0x4e00 + Math.floor(random() * 300)) : character,
    );
}

const syllables =
  'ba co du fe gi ho ju ka le mi no pu ra se ti vo wu xe yo za stor vol net img cfg srv'.split(' ');

function madeUp(random: () => number): string {
  const count = 2 + Math.floor(random() * 2);
  return Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)]).join('');
}
