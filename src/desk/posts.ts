import { scopeOf } from '../investigation/happened';
import type { Log } from '../log';
import type { Posted, Store } from '../ports';
import type { Block, BlockOf, Reply } from '../reply';
import type { Request, ThreadRef } from '../request';

/** A message that was posted, as it is kept: where it is, what for, and what it shows, without the files beside it. */
export interface KeptPost {
  readonly ref: Posted;
  readonly thread: ThreadRef;
  /** The id of the request that it answers. */
  readonly request: string;
  readonly reply: Reply;
}

/** What was posted, and which requests were answered: kept, so that a restart loses none of it. */
export function createPosts(store: Store, log: Log, now: () => Date) {
  const at = () => now().toISOString();
  const memory = createMemory();
  const lost = (error: unknown) => log.warn({ err: error }, 'what was posted could not be kept');
  return {
    /** False for what was delivered before; a store that fails leaves the memory of this process. */
    async isNew({ deliveryKey, thread }: Pick<Request, 'deliveryKey' | 'thread'>): Promise<boolean> {
      if (deliveryKey === undefined) return true;
      const id = `${thread.adapter} ${deliveryKey}`;
      if (!memory.isNew(id)) return false;
      try {
        return (await store.write([{ kind: 'seen', id, at: at(), body: null, replaces: 0 }])) === 'written';
      } catch (error) {
        lost(error);
        return true;
      }
    },
    async keep(ref: Posted, reply: Reply, { thread: asked, id: request }: Pick<Request, 'thread' | 'id'>) {
      // What one person shared of a thread that only they see begins a thread of its own.
      const thread = asked.owner === undefined ? asked : ref.thread;
      if (ref.isFleeting || !thread) return;
      const body: KeptPost = { ref, thread, request, reply: slim(reply) };
      const put = { kind: 'posted', id: postedId(thread.adapter, ref.id), scope: scopeOf(thread) } as const;
      await store.write([{ ...put, at: at(), body }]).catch(lost);
    },
    async read(adapter: string, id: string): Promise<KeptPost | undefined> {
      const kept = await store.read('posted', postedId(adapter, id)).catch((error: unknown) => {
        lost(error);
        return undefined;
      });
      return kept?.body as KeptPost | undefined;
    },
    async hasJoined(thread: ThreadRef): Promise<boolean> {
      const kept = await store.list('posted', { scope: scopeOf(thread), newest: 1 }).catch(() => []);
      return kept.length > 0;
    },
  };
}

function postedId(adapter: string, id: string): string {
  return `${adapter} ${id}`;
}

/** Longest text of a file that is kept with its message, in characters: no search returns more. */
const maxKeptText = 1_000_000;

/** What a message shows again when it is drawn anew, or leafed through: bytes were sent beside it, its data is kept elsewhere. */
function slim(reply: Reply): Reply {
  // What goes leaves a word in its place: buttons name blocks by their number.
  const blocks = reply.blocks.map((block): Block =>
    block.kind === 'file' && !isKept(block) ? { kind: 'note', lines: [[block.name]] } : block,
  );
  return { ...reply, data: null, blocks };
}

function isKept({ content }: BlockOf<'file'>): boolean {
  return typeof content === 'string' && content.length <= maxKeptText;
}

/** Deliveries that this process remembers, the newest. */
const mostRemembered = 10_000;

function createMemory() {
  const seen = new Set<string>();
  return {
    isNew(id: string): boolean {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
