import type { Entry, Store } from '../../src/ports';

const at = '2026-11-21T12:00:00.000Z';
const unmatched: Entry = { kind: 'diagnosed', at, verdict: 'unknown', text: 'line\nand 中文 "quotes"' };
const solved = { kind: 'feedback', at, says: 'solved', case: 'net-dns-failure', asker: 'mei' } as const;

async function all(store: Store): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of store.entries()) entries.push(entry);
  return entries;
}

/** What every store promises. `open` gives the same store anew, as after a restart. */
export function storeContract(open: () => Store): void {
  test('an empty store has no entries', async () => {
    expect(await all(open())).toEqual([]);
  });

  test('entries come back as they were, oldest first, after a restart too', async () => {
    const store = open();
    await store.append(unmatched);
    await store.append(solved);
    expect(await all(store)).toEqual([unmatched, solved]);
    expect(await all(open())).toEqual([unmatched, solved]);
  });

  test('entries appended at once are all there, in order', async () => {
    const store = open();
    const many = Array.from({ length: 50 }, (_, number): Entry => ({ ...solved, asker: String(number) }));
    await Promise.all(many.map(store.append));
    expect(await all(open())).toEqual(many);
  });
}
