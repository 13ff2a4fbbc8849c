import type { Kept, Put, Store } from '../../src/ports';

const at = (second: number) => `2026-11-21T12:00:${String(second).padStart(2, '0')}.000Z`;
const put = (id: string, rest: Partial<Put> = {}): Put => ({
  kind: 'draft',
  id,
  at: at(0),
  body: { text: 'line\nand 中文 "quotes"', nested: [1, null, true] },
  ...rest,
});
const ids = (kept: readonly Kept[]) => kept.map(({ id }) => id);

/** What every store promises. `open` gives the same store anew, as after a restart. */
export function storeContract(open: () => Store): void {
  test('an empty store has nothing', async () => {
    const store = open();
    expect(await store.list('draft')).toEqual([]);
    expect(await store.read('draft', 'a')).toBeUndefined();
    await store.close();
  });

  test('what was written comes back as it was, after a restart too', async () => {
    const store = open();
    expect(await store.write([put('a', { scope: 'thread-1' })])).toBe('written');
    const kept = { ...put('a', { scope: 'thread-1' }), version: 1 };
    expect(await store.read('draft', 'a')).toEqual(kept);
    await store.close();
    const again = open();
    expect(await again.read('draft', 'a')).toEqual(kept);
    expect(await again.read('happened', 'a')).toBeUndefined();
    await again.close();
  });

  test('lists are oldest first, by scope, and the newest so many', async () => {
    const store = open();
    await store.write([
      put('c', { at: at(3), scope: 's' }),
      put('a', { at: at(1) }),
      put('b', { at: at(2), scope: 's' }),
      put('x', { kind: 'happened' }),
    ]);
    expect(ids(await store.list('draft'))).toEqual(['a', 'b', 'c']);
    expect(ids(await store.list('draft', { scope: 's' }))).toEqual(['b', 'c']);
    expect(ids(await store.list('draft', { newest: 2 }))).toEqual(['b', 'c']);
    expect(ids(await store.list('draft', { scope: 's', newest: 1 }))).toEqual(['c']);
    await store.close();
  });

  test('a new version takes the place of the one it replaces; of two at once one is a conflict', async () => {
    const store = open();
    await store.write([put('a', { replaces: 0 })]);
    expect(await store.write([put('a', { replaces: 0 })])).toBe('conflict');
    const both = await Promise.all([
      store.write([put('a', { replaces: 1, body: 'one' })]),
      store.write([put('a', { replaces: 1, body: 'two' })]),
    ]);
    expect([...both].sort()).toEqual(['conflict', 'written']);
    expect(await store.read('draft', 'a')).toMatchObject({ version: 2, at: at(0) });
    await store.close();
  });

  test('all of a writing is kept or none of it', async () => {
    const store = open();
    expect(await store.write([put('a'), put('b', { replaces: 7 })])).toBe('conflict');
    expect(await store.list('draft')).toEqual([]);
    await store.close();
  });

  test('a store that is whole says so', async () => {
    const store = open();
    await store.write([put('a')]);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });

  test('pruning lets go of what is older than a time, of its kind', async () => {
    const store = open();
    await store.write([put('a', { at: at(1) }), put('b', { at: at(2) }), put('c', { kind: 'happened' })]);
    expect(await store.prune('draft', at(2))).toBe(1);
    expect(ids(await store.list('draft'))).toEqual(['b']);
    expect(await store.list('happened')).toHaveLength(1);
    await store.close();
  });
}
