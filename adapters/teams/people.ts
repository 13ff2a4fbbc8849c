import type { Person } from '../../src/request';
import type { Activity } from './activity';
import type { Calls } from './outlet';
import { channelOf, isPersonal, personOf } from './receive';

/** How long what Teams said of somebody counts, in milliseconds; and of how many. */
const rememberedMs = 3_600_000;
const mostRemembered = 10_000;

export interface PeopleDeps {
  readonly calls: Calls;
  readonly home: string;
  readonly now: () => number;
  readonly log: { warn(facts: object, sentence: string): void };
}

/** Who somebody is to the bot. A guest of the tenant has an id there like all others: only its member list tells. */
export function createPeople({ calls, home, now, log }: PeopleDeps): (activity: Activity) => Promise<Person> {
  const known = new Map<string, { readonly isGuest: boolean; readonly until: number }>();
  return async (activity) => {
    const person = personOf(activity, home);
    if (person.isOutside) return person;
    const remembered = known.get(person.id);
    if (remembered && remembered.until > now())
      return remembered.isGuest ? { ...person, isOutside: true } : person;
    try {
      const isGuest = await isGuestIn(activity, calls);
      if (known.size >= mostRemembered) known.clear();
      known.set(person.id, { isGuest, until: now() + rememberedMs });
      return isGuest ? { ...person, isOutside: true } : person;
    } catch (error) {
      // Who cannot be asked for is nobody: until Teams says otherwise.
      log.warn({ err: error }, 'Teams does not say whether somebody is a guest');
      return { ...person, isOutside: true };
    }
  };
}

/** Asked where they wrote; where the bot is no member, in their own chat. */
async function isGuestIn(activity: Activity, calls: Calls): Promise<boolean> {
  const { from, conversation, channelData, serviceUrl: service = '' } = activity;
  const person = from?.id ?? '';
  const here = { service, conversation: channelData?.team?.id ?? channelOf(conversation?.id ?? '') };
  const { userRole = '', userPrincipalName = '' } = await calls
    .member(here, person)
    .catch(async (error: unknown) => {
      if (isPersonal(activity)) throw error;
      return calls.member(await calls.openChat(service, from?.aadObjectId ?? person), person);
    });
  return /guest|anonymous/i.test(userRole) || userPrincipalName.includes('#EXT#');
}
