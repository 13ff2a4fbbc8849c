import { scopeOf } from '../investigation/happened';
import type { Kept, Store } from '../ports';
import type { Person, ThreadRef } from '../request';
import { draftSchema, type Draft } from './draft';

/** A draft, and the version of it that is kept. */
export interface KeptDraft {
  readonly draft: Draft;
  readonly version: number;
}

export async function draftBy(number: number, store: Store): Promise<KeptDraft | undefined> {
  const kept = await store.read('draft', String(number));
  return kept && draftOf(kept);
}

/** The draft that a thread works on: its newest one, begun since then, that was neither submitted nor withdrawn. */
export async function openDraftOf(
  thread: ThreadRef,
  store: Store,
  since = '',
): Promise<KeptDraft | undefined> {
  const kept = await store.list('draft', { scope: scopeOf(thread) });
  const drafts = kept.filter(({ at }) => at >= since).flatMap((each) => draftOf(each) ?? []);
  return drafts.findLast(({ draft }) => draft.status === 'draft');
}

/** The newest drafts, newest first. */
export async function draftsIn(store: Store, newest: number): Promise<KeptDraft[]> {
  const kept = await store.list('draft', { newest });
  return kept.flatMap((each) => draftOf(each) ?? []).reverse();
}

/** Keeps a new draft under the next free number. */
export async function addDraft(draft: Omit<Draft, 'number'>, at: string, store: Store): Promise<KeptDraft> {
  for (;;) {
    const numbers = (await store.list('draft')).map(({ id }) => Number(id));
    const numbered = { ...draft, number: Math.max(0, ...numbers) + 1 };
    // Somebody else may have taken the number meanwhile.
    if ((await keep(numbered, 0, at, store)) === 'written') return { draft: numbered, version: 1 };
  }
}

/** Keeps a changed draft, unless another version than the one it was made from is there. */
export function keep(
  draft: Draft,
  replaces: number,
  at: string,
  store: Store,
): Promise<'written' | 'conflict'> {
  const { number, thread } = draft;
  return store.write([
    { kind: 'draft', id: String(number), scope: scopeOf(thread), at, body: draft, replaces },
  ]);
}

/** Channels that see certain sites only, as the configuration has them. */
export type BoundChannels = Readonly<Record<string, unknown>>;

/**
 * A draft belongs to its thread, and to who began it: others do not see it. What was found in a channel that is bound to
 * sites stays there, and nothing from elsewhere comes into such a one, whoever asks.
 */
export function mayUse({ thread: own, by }: Draft, asker: Person, thread: ThreadRef, bound: BoundChannels) {
  if (own.adapter !== thread.adapter) return false;
  if (scopeOf(own) === scopeOf(thread)) return true;
  const isBound = [own, thread].some(({ channel, id }) => (channel ?? id) in bound);
  return by.id === asker.id && (own.channel === thread.channel || !isBound);
}

function draftOf({ body, version }: Kept): KeptDraft | undefined {
  const parsed = draftSchema.safeParse(body);
  return parsed.success ? { draft: parsed.data, version } : undefined;
}
