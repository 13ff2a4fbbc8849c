import { deliver } from './deliver';
import { keepValue, keptValue } from '../kept-value';
import type { Log } from '../log';
import type { Desk, Outlet, Posted, Store } from '../ports';
import { createPosts } from './posts';
import type { Block, Button, Form, Reply } from '../reply';
import type { Handle, Request } from '../request';
import { createTurns } from './turns';

export interface DeskDeps {
  readonly handle: Handle;
  readonly store: Store;
  readonly log: Log;
  readonly now: () => Date;
  /** How long an answer may take before its asker is called, in milliseconds. */
  readonly patienceMs?: number | undefined;
}

/** What every adapter hands its requests to: each is answered once, and what is posted is kept. */
export function createDesk({ handle, store, log, now, patienceMs }: DeskDeps): Desk & {
  /** Resolves when nothing is worked on any more. */
  idle(): Promise<void>;
} {
  const posts = createPosts(store, log, now);
  const turns = createTurns();

  async function redraw<Ref extends Posted>(request: Request, answer: Reply | Form, outlet: Outlet<Ref>) {
    if (request.kind !== 'press' || request.message === undefined) return;
    if (answer.kind === 'form' || answer.tone === 'failure' || answer.isFruitless) return;
    const post = await posts.read(request.thread.adapter, request.message);
    const used = post && usedReply(post.reply, request.payload, request.asker.name);
    if (!post || !used) return;
    // The adapter made this ref itself, in an outlet of the same kind.
    await outlet.edit(post.ref as Ref, used);
    await posts.keep(post.ref, used, { thread: post.thread, id: post.request });
  }

  /** Buttons for once that are being used: two people may press at the same moment. */
  const used = new Set<string>();

  /** A button that its message has no more: whoever pressed it sees the message as it is, and nothing is done. */
  async function isUsedUp<Ref extends Posted>(request: Request, outlet: Outlet<Ref>): Promise<boolean> {
    if (request.kind !== 'press' || request.message === undefined) return false;
    const post = await posts.read(request.thread.adapter, request.message);
    if (!post) return false;
    const button = buttonsOf(post.reply).find(({ payload }) => payload === request.payload);
    const key = `${request.message} ${request.payload}`;
    if (button && !(button.once && used.has(key))) {
      if (button.once) used.add(key);
      return false;
    }
    // Progress that stands there still was to be replaced, which a full disk did not take: what was pressed is newer.
    if (!button && goesOn(post.reply)) return false;
    await outlet.edit(post.ref as Ref, post.reply);
    return true;
  }

  const deliverOnce: Desk['deliver'] = async (request, outlet, options = {}) => {
    await turns.next();
    if (!(await posts.isNew(request))) return;
    if (await isUsedUp(request, outlet)) return;
    const { signal = new AbortController().signal, ...rest } = options;
    const posted = (ref: Posted, reply: Reply) => posts.keep(ref, reply, request);
    try {
      const answer = await deliver(handle, request, outlet, { ...rest, signal, posted, patienceMs });
      await redraw(request, answer, outlet).catch((error: unknown) =>
        log.warn({ err: error, request: request.id }, 'a pressed message could not be drawn anew'),
      );
    } finally {
      if (request.kind === 'press') used.delete(`${request.message} ${request.payload}`);
    }
  };

  const going = new Set<Promise<void>>();
  return {
    deliver(...given) {
      const delivering = deliverOnce(...given);
      going.add(delivering);
      const done = () => void going.delete(delivering);
      void delivering.finally(done).catch(() => undefined);
      return delivering;
    },
    async idle() {
      while (going.size > 0) await Promise.allSettled(going);
    },
    posted: posts.read,
    isNew: posts.isNew,
    hasJoined: posts.hasJoined,
    keep: (value, thread) => keepValue(value, thread, now().toISOString(), store),
    kept: (key, thread) => keptValue(key, thread, store),
  };
}

function goesOn({ blocks }: Reply): boolean {
  return blocks.some(({ kind }) => kind === 'steps');
}

function buttonsOf({ blocks }: Reply): Button[] {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
}

/** A message whose button was used: who pressed it stands where it was. Nothing where it is not one for once. */
function usedReply(reply: Reply, payload: string, by: string): Reply | undefined {
  const pressed = buttonsOf(reply).find((button) => button.payload === payload && button.once);
  if (!pressed) return undefined;
  const note: Block = { kind: 'note', lines: [[`✓ ${by}: ${pressed.label}`]] };
  const blocks = reply.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'buttons' || !block.buttons.includes(pressed)) return [block];
    // What was said of an answer is said: the other word goes with it.
    const isSaid = ({ feedback }: Button) => pressed.feedback !== undefined && feedback !== undefined;
    const buttons = block.buttons.filter((button) => button !== pressed && !isSaid(button));
    return [note, ...(buttons.length > 0 ? [{ ...block, buttons }] : [])];
  });
  return { ...reply, blocks };
}
