import type { Place } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { TeamsLog } from './answering';
import { createOutlet, type Calls, type TeamsRef } from './outlet';

/** Where Teams is called for a conversation that nobody has written from yet. */
const anyService = 'https://smba.trafficmanager.net/teams/';

/** In the message whose place it takes, else in the thread; else where the administrators read, if they said where. */
export async function announce(
  reply: Reply,
  place: Place | undefined,
  calls: Calls,
  admins: string | undefined,
  log: TeamsLog,
): Promise<void> {
  const thread =
    place?.thread ??
    (admins === undefined
      ? undefined
      : { adapter: 'teams', id: admins, channel: admins, service: anyService });
  if (!thread) return;
  const outlet = createOutlet({
    calls,
    thread,
    asker: { id: thread.owner ?? '', name: '' },
    isPersonal: true,
    openForm: async () => 'too-late',
    keepForm: async () => '',
    offer: async () => {},
    log,
  });
  const posted: TeamsRef | undefined = place?.posted;
  if (!posted || (await outlet.edit(posted, reply)) === 'gone') await outlet.post(reply);
}
