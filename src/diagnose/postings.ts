/** Lists of numbers by key, packed into two arrays: a hundred thousand lists cost no object each. */
export interface Postings {
  /** The numbers filed under a key, in the order they were given; none under an unknown key. */
  of(key: number): Int32Array;
}

const none = new Int32Array(0);

/** Packs parallel lists: `values[i]` is filed under `keys[i]`. Keys are from 0 up to `keyCount`, exclusive. */
export function packed(keys: readonly number[], values: readonly number[], keyCount: number): Postings {
  const ends = new Int32Array(keyCount + 1);
  for (const key of keys) ends[key + 1] = (ends[key + 1] ?? 0) + 1;
  for (let key = 0; key < keyCount; key += 1) ends[key + 1] = (ends[key + 1] ?? 0) + (ends[key] ?? 0);
  const next = ends.slice();
  const sorted = new Int32Array(values.length);
  for (const [at, key] of keys.entries()) {
    const place = next[key] ?? 0;
    sorted[place] = values[at] ?? 0;
    next[key] = place + 1;
  }
  return {
    of: (key) => (key >= 0 && key < keyCount ? sorted.subarray(ends[key], ends[key + 1]) : none),
  };
}
