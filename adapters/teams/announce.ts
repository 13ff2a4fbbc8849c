import type { Place } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import type { TeamsLog } from './answering';
import { createOutlet, type Calls, type TeamsRef } from './outlet';

/** Where the administrators read, if they said where. */
export function threadOfAdmins(
  conversation: string | undefined,
  adapter: string,
  service: string,
): ThreadRef | undefined {
  return conversation === undefined
    ? undefined
    : { adapter, id: conversation, channel: conversation, service };
}

/** In the message whose place it takes, else in the thread. */
export async function announce(
  reply: Reply,
  { thread, posted }: Place,
  calls: Calls,
  log: TeamsLog,
): Promise<void> {
  const outlet = createOutlet({
    calls,
    thread,
    asker: { id: thread.owner ?? '', name: '' },
    isPersonal: true,
    openForm: async () => 'too-late',
    offer: async () => {},
    log,
  });
  const ref: TeamsRef | undefined = posted;
  if (!ref || (await outlet.edit(ref, reply)) === 'gone') await outlet.post(reply);
}
