import { randomUUID } from 'node:crypto';
import type { Outlet, Posted } from '../../src/ports';
import type { Block, Reply } from '../../src/reply';
import type { Drawn, DrawnBlock, DrawnFile } from './drawn';
import { render, type Shelve } from './render';
import type { Shelf } from './shelf';
import type { Said, Threads } from './threads';

/** Where answers go: into a thread in memory, which every open page is told of. */
export interface WebPlace {
  readonly threads: Threads;
  readonly shelf: Shelf;
}

/** Where the answer to one request goes in the page; `said` stands before it. */
export function createOutlet(thread: string, place: WebPlace, said?: Said): Outlet<Posted> {
  const { threads } = place;
  let unsaid = said;
  const ref = (id: string): Posted => ({ id, thread: { adapter: 'web', id: thread } });
  return {
    async post(reply) {
      const id = randomUUID();
      threads.opened(thread, undefined);
      if (unsaid) threads.said(thread, unsaid);
      unsaid = undefined;
      threads.answered(thread, id, drawn(reply, id, place));
      return ref(id);
    },
    edit: async ({ id }, reply) => edited(id, reply, place),
    async openForm(form) {
      threads.opened(thread, form);
    },
    async call({ title = '' }) {
      threads.called(thread, title);
    },
  };
}

/** Puts a newer version in the place of a message; `gone` where it is not there any more. */
export function edited(id: string, reply: Reply, place: WebPlace): 'edited' | 'gone' {
  const { threads } = place;
  const thread = threads.holding(id);
  if (thread === undefined) return 'gone';
  const before = threads.item(thread, id);
  const body = drawn(reply, id, place);
  threads.answered(thread, id, before?.from === 'bot' ? withFiles(body, reply.blocks, before.body) : body);
  return 'edited';
}

/** A reply as the pages are sent it, its files where they can be downloaded. */
export function drawn(reply: Reply, id: string, { shelf }: Pick<WebPlace, 'shelf'>): Drawn {
  let count = 0;
  const shelve: Shelve = (name, content) => {
    const isText = typeof content === 'string';
    const bytes = isText ? Buffer.from(content) : content;
    return `files/${shelf.put({ name, bytes, isText }, `${id} ${(count += 1)}`)}`;
  };
  return render(reply, shelve);
}

/** A message that is drawn anew from what was kept has only the names of its files: they are still here. */
function withFiles(body: Drawn, blocks: readonly Block[], before: Drawn): Drawn {
  const files = before.blocks.filter((block): block is DrawnFile => block.kind === 'file');
  const fileOf = (block: Block | undefined) => {
    const [line] = block?.kind === 'note' && block.lines.length === 1 ? block.lines : [];
    return line?.length === 1 ? files.find(({ name }) => name === line[0]) : undefined;
  };
  return { ...body, blocks: body.blocks.map((block, at): DrawnBlock => fileOf(blocks[at]) ?? block) };
}
