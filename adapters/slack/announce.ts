import type { Place } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { SlackLog } from './answering';
import type { Calls } from './calls';
import { createOutlet, type SlackRef } from './outlet';

/** In the message whose place it takes, else in the thread; else where the administrators read, if they said where. */
export async function announce(
  reply: Reply,
  place: Place | undefined,
  calls: Calls,
  { admins }: { readonly admins?: string | undefined },
  log: SlackLog,
): Promise<void> {
  const channel = place?.thread.channel ?? admins;
  if (channel === undefined) return;
  const isThread = place !== undefined && /^\d+\.\d+$/.test(place.thread.id);
  const target = {
    channel,
    threadTs: isThread ? place.thread.id : undefined,
    // What only one person saw is told to them alone.
    user: place?.thread.owner?.split('/').at(-1) ?? '',
    isForAsker: place?.thread.owner !== undefined,
  };
  const thread = place?.thread ?? { adapter: 'slack', channel, id: 'administrators' };
  const outlet = createOutlet(target, {
    calls,
    log,
    thread,
    openForm: async () => 'too-late',
    keepForm: async () => '',
  });
  const ref: SlackRef | undefined = place?.posted;
  if (!ref || (await outlet.edit(ref, reply)) === 'gone') await outlet.post(reply);
}
