import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { KnownCase } from '../src/knowledge/schema';

/** What an engine says of a paste: cases best first, and the one it shows as its answer. */
export interface Said {
  readonly ranked: readonly string[];
  readonly shown: string | undefined;
  readonly isSure: boolean;
}

export type Engine = (text: string) => Said;

/** The texts of a case that plain search engines are given. */
export function textsOf(known: KnownCase) {
  const signatures = known.signatures.map((each) =>
    'text' in each ? each.text.replaceAll('<*>', ' ') : each.regex,
  );
  return {
    id: known.id,
    title: `${known.title.en} ${known.title.zh}`,
    symptoms: [...known.symptoms.en, ...known.symptoms.zh].join(' '),
    signatures,
  };
}

/** fuse.js with its defaults shows whatever it finds: it has no notion of "unknown". */
export function fuseEngine(cases: readonly KnownCase[]): Engine {
  const fuse = new Fuse(cases.map(textsOf), { keys: ['title', 'symptoms', 'signatures'] });
  return (text) => {
    const ranked = fuse.search(text.slice(0, 300)).map(({ item }) => item.id);
    return { ranked, shown: ranked[0], isSure: true };
  };
}

export function miniSearchOf(cases: readonly KnownCase[]): MiniSearch {
  const index = new MiniSearch({
    fields: ['title', 'symptoms', 'signatures'],
    extractField: (entry, field) => String((entry as Record<string, unknown>)[field]),
  });
  index.addAll(cases.map(textsOf));
  return index;
}

export function miniSearchEngine(cases: readonly KnownCase[]): Engine {
  const index = miniSearchOf(cases);
  return (text) => {
    const ranked = index.search(text).map(({ id }) => String(id));
    return { ranked, shown: ranked[0], isSure: true };
  };
}
