/**
 * Lists of numbers by key, packed into two arrays: a hundred thousand lists cost no object each, and reading one makes
 * none. The list of a key is `values[starts[key]]` up to `values[starts[key + 1]]`, exclusive.
 */
export interface Postings {
  readonly starts: Int32Array;
  readonly values: Int32Array;
}

/** Packs parallel lists: `values[i]` is filed under `keys[i]`. Keys are from 0 up to `keyCount`, exclusive. */
export function packed(keys: readonly number[], values: readonly number[], keyCount: number): Postings {
  const starts = new Int32Array(keyCount + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key < keyCount; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(values.length);
  for (const [at, key] of keys.entries()) {
    const place = next[key] ?? 0;
    sorted[place] = values[at] ?? 0;
    next[key] = place + 1;
  }
  return { starts, values: sorted };
}
