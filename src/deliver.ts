import { setTimeout as sleep } from 'node:timers/promises';
import type { Outlet } from './ports';
import type { Reply } from './reply';
import type { Handle, Request, Surface } from './request';

/** Shortest time between two edits, in milliseconds: Slack and Teams allow no more for long. */
export const editSpacingMs = 2_000;

export interface DeliverOptions {
  readonly signal: AbortSignal;
  readonly spacingMs?: number;
}

/**
 * Runs one request and shows its answer: posts once, then edits; the latest version wins, edits are spaced, the final
 * version always lands, and where the posted message is gone it is posted anew. Rejects if the final version cannot.
 */
export async function deliver<Ref>(
  handle: Handle,
  request: Request,
  outlet: Outlet<Ref>,
  { signal, spacingMs = editSpacingMs }: DeliverOptions,
): Promise<void> {
  const message = createMessage(outlet, spacingMs, mostInterim(request.surface));
  const answer = await handle(request, { signal, show: message.show });
  if (answer.kind === 'reply') return message.finish(answer);
  await message.settle();
  await outlet.openForm(answer);
}

/** An answer only the asker sees can be edited five times at most; one interim version is enough there. */
function mostInterim(surface: Surface): number {
  return surface === 'asker' || surface === 'dialog' ? 1 : Infinity;
}

function createMessage<Ref>(outlet: Outlet<Ref>, spacingMs: number, mostVersions: number) {
  const ending = new AbortController();
  let posted: { ref: Ref } | undefined;
  let pending: Reply | undefined;
  let writing = Promise.resolve();
  let versions = 0;

  async function write(reply: Reply): Promise<void> {
    if (posted && (await outlet.edit(posted.ref, reply)) === 'edited') return;
    posted = { ref: await outlet.post(reply) };
  }

  async function writeInterim(): Promise<void> {
    while (pending && !ending.signal.aborted) {
      const reply = pending;
      pending = undefined;
      await write(reply);
      // Waking early is how `finish` says that the final version is there.
      await sleep(spacingMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  const settle = async () => {
    ending.abort();
    await writing;
  };

  return {
    settle,
    show(reply: Reply) {
      if (ending.signal.aborted || versions >= mostVersions) return;
      versions += 1;
      const isIdle = pending === undefined;
      pending = reply;
      // An interim version that could not be shown is no loss: the final one is still to come.
      if (isIdle) writing = writing.then(writeInterim).catch(() => undefined);
    },
    async finish(reply: Reply) {
      await settle();
      await write(reply);
    },
  };
}
