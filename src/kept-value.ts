import { randomBytes } from 'node:crypto';
import { scopeOf } from './investigation/happened';
import type { Store } from './ports';
import type { ThreadRef } from './request';

/** Keeps a value under a random key, bound to its thread; resolves to the key. */
export async function keepValue(
  value: unknown,
  thread: ThreadRef,
  at: string,
  store: Store,
): Promise<string> {
  const id = randomBytes(18).toString('base64url');
  await store.write([{ kind: 'payload', id, scope: scopeOf(thread), at, body: value }]);
  return id;
}

/** Nothing for a key of another thread, or of another tenant's. */
export async function keptValue(key: string, thread: ThreadRef, store: Store): Promise<unknown> {
  const kept = await store.read('payload', key);
  return kept?.scope === scopeOf(thread) ? kept.body : undefined;
}
