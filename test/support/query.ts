import type { LogQuery } from '../../src/ports';

/** A search of one file for a text, with nothing around the hits, by the bounds that people usually have. */
export function plainQuery(folder: string, text: string, name = 'a.log'): LogQuery {
  return {
    files: [{ folder, name }],
    roots: [folder],
    texts: [text],
    isRegex: false,
    ignoresCase: false,
    before: 0,
    after: 0,
    maxHits: 50,
    maxLineBytes: 4_096,
    maxBytes: 262_144,
    seconds: 20,
  };
}
