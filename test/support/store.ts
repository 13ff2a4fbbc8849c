import type { Entry, Store } from '../../src/ports';

/** A store in memory, with what was put into it. */
export function memoryStore(): Store & { readonly kept: Entry[] } {
  const kept: Entry[] = [];
  return {
    kept,
    append: async (entry) => void kept.push(entry),
    async *entries() {
      yield* kept;
    },
  };
}
