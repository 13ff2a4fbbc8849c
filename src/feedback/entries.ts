import { keptId } from '../kept-id';
import type { Store } from '../ports';

/** What is kept of use, so that the knowledge can grow. Every text in it is redacted; `at` is an ISO 8601 time in UTC. */
export type Entry =
  | {
      readonly kind: 'diagnosed';
      readonly at: string;
      readonly verdict: 'match' | 'candidates' | 'unknown';
      /** The case shown first. */
      readonly case?: string;
      /** The paste, where no known case fits it; at most 4,000 characters. */
      readonly text?: string;
    }
  | {
      readonly kind: 'feedback';
      readonly at: string;
      readonly says: 'solved' | 'not-it';
      readonly case: string;
      /** The person's id, within the adapter. */
      readonly asker: string;
    };

/** Keeps an entry. */
export async function keepEntry(entry: Entry, store: Store): Promise<void> {
  const { kind, at, ...body } = entry;
  await store.write([{ kind, id: keptId(at), at, body }]);
}

/** All entries, each kind oldest first. */
export async function entriesIn(store: Store): Promise<readonly Entry[]> {
  const kept = [...(await store.list('diagnosed')), ...(await store.list('feedback'))];
  return kept.map(({ kind, at, body }) => ({ kind, at, ...(body as object) }) as Entry);
}
