import type { Kept, Kind, Store } from '../../src/ports';

/** A store in memory, with what was put into it. */
export function memoryStore(): Store & { readonly kept: Kept[] } {
  const kept: Kept[] = [];
  const at = (kind: Kind, id: string) => kept.findIndex((each) => each.kind === kind && each.id === id);
  return {
    kept,
    write: async (puts) => {
      const versions = puts.map(({ kind, id }) => kept[at(kind, id)]?.version ?? 0);
      if (puts.some(({ replaces }, index) => (replaces ?? versions[index]) !== versions[index]))
        return 'conflict';
      for (const { kind, id, scope = '', at: time, body } of puts) {
        const index = at(kind, id);
        const { at: first = time, version = 0 } = kept[index] ?? {};
        const next = {
          kind,
          id,
          scope,
          at: first,
          version: version + 1,
          body: JSON.parse(JSON.stringify(body)),
        };
        if (index < 0) kept.push(next);
        else kept[index] = next;
      }
      return 'written';
    },
    read: async (kind, id) => kept[at(kind, id)],
    list: async (kind, { scope, newest } = {}) => {
      const found = kept
        .filter((each) => each.kind === kind && (scope === undefined || each.scope === scope))
        .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
      return newest === undefined ? found : found.slice(-newest);
    },
    prune: async (kind, before) => {
      const gone = kept.filter((each) => each.kind === kind && each.at < before);
      for (const each of gone) kept.splice(kept.indexOf(each), 1);
      return gone.length;
    },
    verify: async () => [],
    close: async () => {},
  };
}
