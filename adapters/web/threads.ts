import { randomUUID } from 'node:crypto';
import { clean, cut } from '../../src/plain';
import type { Form } from '../../src/reply';
import type { Drawn, DrawnForm } from './drawn';
import { renderForm } from './form';
import { maxMessages, maxNotices, maxThreads } from './limits';

/** What stands in a thread: what a person wrote, pressed or filled in, or an answer. */
export type Item = { readonly id: string; readonly at: string } & (
  | {
      readonly from: 'person';
      readonly text: string;
      readonly files: readonly string[];
      readonly isPress?: true;
    }
  | { readonly from: 'bot'; readonly body: Drawn }
);
export type Said = Omit<Extract<Item, { from: 'person' }>, 'id' | 'at' | 'from'>;

/** A thread without what stands in it. */
export interface Head {
  readonly id: string;
  /** Its first question; nothing while none was asked. */
  readonly title?: string;
  /** The page of its own, which is replaced each time that it is opened. */
  readonly isHome?: true;
  /** Answers that are worked on. */
  readonly busy: number;
  readonly form: DrawnForm | null;
}

/** What the pages are told; each can be told again without harm. */
export type Told =
  | { readonly kind: 'head'; readonly thread: Head }
  | { readonly kind: 'item'; readonly thread: string; readonly item: Item }
  | { readonly kind: 'gone'; readonly thread: string }
  | { readonly kind: 'notice'; readonly id: string; readonly body: Drawn }
  | { readonly kind: 'call'; readonly thread: string; readonly title: string };

interface Thread {
  head: Head;
  form: Form | undefined;
  readonly items: Map<string, Item>;
}

export type Threads = ReturnType<typeof createThreads>;

/** The threads of this process, in memory: whatever changes is told to the pages, and is there for one that loads anew. */
export function createThreads(tell: (told: Told) => void, now: () => Date) {
  const threads = new Map<string, Thread>();
  const notices = new Map<string, Drawn>();

  function change(id: string, to: Partial<Omit<Head, 'id'>>): void {
    const thread = threads.get(id);
    if (!thread) return;
    thread.head = { ...thread.head, ...to };
    tell({ kind: 'head', thread: thread.head });
  }

  function put(id: string, item: Item): void {
    const thread = threads.get(id);
    if (!thread) return;
    if (thread.head.isHome) thread.items.clear();
    thread.items.set(item.id, item);
    keepNewest(thread.items, maxMessages);
    tell({ kind: 'item', thread: id, item });
  }

  return {
    begin(isHome = false): string {
      const id = randomUUID();
      const head: Head = { id, busy: 0, form: null, ...(isHome ? { isHome: true as const } : {}) };
      threads.set(id, { head, form: undefined, items: new Map() });
      for (const thread of keepNewest(threads, maxThreads)) tell({ kind: 'gone', thread });
      tell({ kind: 'head', thread: head });
      return id;
    },
    has: (id: string) => threads.has(id),
    home: () => [...threads.values()].find(({ head }) => head.isHome)?.head.id,
    isEmpty: () => threads.size === 0,
    item: (id: string, item: string) => threads.get(id)?.items.get(item),
    /** The thread that a message stands in. */
    holding: (item: string) => [...threads.values()].find(({ items }) => items.has(item))?.head.id,
    said(id: string, said: Said) {
      if (threads.get(id)?.head.title === undefined && !said.isPress) change(id, { title: titleOf(said) });
      put(id, { id: randomUUID(), at: now().toISOString(), from: 'person', ...said, text: clean(said.text) });
    },
    answered(id: string, item: string, body: Drawn) {
      const at = threads.get(id)?.items.get(item)?.at ?? now().toISOString();
      put(id, { id: item, at, from: 'bot', body });
    },
    working(id: string, by: 1 | -1) {
      change(id, { busy: (threads.get(id)?.head.busy ?? 0) + by });
    },
    opened(id: string, form: Form | undefined) {
      const thread = threads.get(id);
      if (!thread || (!thread.form && !form)) return;
      thread.form = form;
      change(id, { form: form ? renderForm(form, randomUUID()) : null });
    },
    /** Ends a thread in which nothing stands. */
    endBare(id: string) {
      if (threads.get(id)?.items.size !== 0) return;
      threads.delete(id);
      tell({ kind: 'gone', thread: id });
    },
    /** The form that is open, where it still is this one. */
    form(id: string, form: string): Form | undefined {
      const thread = threads.get(id);
      return thread?.head.form?.id === form ? thread.form : undefined;
    },
    /** Calls whoever sits at the pages to an answer. */
    called: (thread: string, title: string) => tell({ kind: 'call', thread, title: clean(title) }),
    noticed(body: Drawn) {
      const id = randomUUID();
      notices.set(id, body);
      keepNewest(notices, maxNotices);
      tell({ kind: 'notice', id, body });
    },
    /** All of it, for a page that loads. */
    all: () => ({
      threads: [...threads.values()].map(({ head, items }) => ({ head, items: [...items.values()] })),
      notices: [...notices].map(([id, body]) => ({ id, body })),
    }),
  };
}

function titleOf({ text, files }: Said): string {
  const [line = ''] = clean(text).trim().split('\n');
  return cut(line || files.join(', '), 80);
}

/** Removes the oldest beyond so many; returns their keys. */
function keepNewest(map: Map<string, unknown>, most: number): string[] {
  const gone = [...map.keys()].slice(0, Math.max(0, map.size - most));
  for (const key of gone) map.delete(key);
  return gone;
}
