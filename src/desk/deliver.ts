import { setTimeout as sleep } from 'node:timers/promises';
import type { Outlet, Posted } from '../ports';
import type { Form, Reply } from '../reply';
import type { Handle, Request, Surface } from '../request';

/** Shortest time between two edits, in milliseconds: Slack and Teams allow no more for long. */
export const editSpacingMs = 2_000;
/** How long an answer may take before its asker is called, in milliseconds: until then they are still looking. */
export const defaultPatienceMs = 20_000;

export interface DeliverOptions {
  readonly signal: AbortSignal;
  readonly spacingMs?: number | undefined;
  /** How often an interim version is shown again while nothing changes, for the time that has passed; never where it is left out. */
  readonly tickMs?: number | undefined;
  /** Most edits before the final one, where the platform counts them. */
  readonly mostEdits?: number | undefined;
  /** How long an answer may take before its asker is called. */
  readonly patienceMs?: number | undefined;
  /** Told of every version, and where: a first one once it is there, the others before they are. */
  readonly posted?: (ref: Posted, reply: Reply) => Promise<void>;
}

/**
 * Runs one request and shows its answer: posts once, then edits; the latest version wins, edits are spaced, the final
 * version always lands, and where the posted message is gone it is posted anew. Resolves to the answer; rejects if its
 * final version cannot be shown.
 */
export async function deliver<Ref extends Posted>(
  handle: Handle,
  request: Request,
  outlet: Outlet<Ref>,
  {
    signal,
    spacingMs = editSpacingMs,
    tickMs,
    mostEdits = Infinity,
    patienceMs = defaultPatienceMs,
    posted = async () => {},
  }: DeliverOptions,
): Promise<Reply | Form> {
  const startedAt = performance.now();
  const mostVersions = Math.min(mostInterim(request.surface), mostEdits);
  const message = createMessage(outlet, { spacingMs, tickMs, mostVersions, posted });
  const answer = await handle(request, { signal, show: message.show });
  if (answer.kind === 'reply') {
    await message.finish(answer);
    if (performance.now() - startedAt > patienceMs) await outlet.call?.(answer);
  } else {
    await message.settle();
    await outlet.openForm(answer);
  }
  return answer;
}

/** An answer only the asker sees can be edited five times at most; one interim version is enough there. */
function mostInterim(surface: Surface): number {
  return surface === 'asker' || surface === 'dialog' ? 1 : Infinity;
}

interface MessageOptions {
  readonly spacingMs: number;
  readonly tickMs: number | undefined;
  /** Most interim versions. */
  readonly mostVersions: number;
  readonly posted: (ref: Posted, reply: Reply) => Promise<void>;
}

function createMessage<Ref extends Posted>(
  outlet: Outlet<Ref>,
  { spacingMs, tickMs, mostVersions, posted: told }: MessageOptions,
) {
  const ending = new AbortController();
  let posted: { ref: Ref } | undefined;
  let pending: Reply | undefined;
  let writing = Promise.resolve();
  let versions = 0;
  let last: Reply | undefined;
  const mayTick = tickMs !== undefined && mostVersions > 1;
  const ticking = !mayTick ? undefined : setInterval(() => last && offer(last), tickMs);

  async function write(reply: Reply): Promise<void> {
    // Told before it is seen: whoever presses a button at once has pressed one that is known.
    if (posted) await told(posted.ref, reply);
    if (posted && (await outlet.edit(posted.ref, reply)) !== 'gone') return;
    posted = { ref: await outlet.post(reply) };
    await told(posted.ref, reply);
  }

  async function writeInterim(): Promise<void> {
    while (pending && !ending.signal.aborted) {
      const reply = pending;
      pending = undefined;
      if (versions >= mostVersions) return;
      versions += 1;
      await write(reply);
      // Waking early is how `finish` says that the final version is there.
      await sleep(spacingMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  function offer(reply: Reply) {
    const isIdle = pending === undefined;
    pending = reply;
    // An interim version that could not be shown is no loss: the final one is still to come.
    if (isIdle) writing = writing.then(writeInterim).catch(() => undefined);
  }

  const settle = async () => {
    clearInterval(ticking);
    ending.abort();
    await writing;
  };

  return {
    settle,
    show(reply: Reply) {
      if (ending.signal.aborted) return;
      last = reply;
      offer(reply);
    },
    async finish(reply: Reply) {
      await settle();
      await write(reply);
    },
  };
}
