import type { BotAdapter } from 'botbuilder';
import type { Outlet, Posted } from '../../src/ports';
import type { Form, Reply } from '../../src/reply';
import type { Person, ThreadRef } from '../../src/request';
import { cardMessage, fallbackMessage, mentionMessage, noPersonalChat, openingMessage } from './messages';
import { postedId } from './receive';
import { patiently, statusOf, type RetryOptions } from './retry';

/** A conversation, and where Teams is called for it. */
export interface Place {
  readonly service: string;
  readonly conversation: string;
}

/** A posted message: its conversation, and its id there. */
export interface TeamsRef extends Posted {
  readonly place?: Place;
  readonly activityId?: string;
}

/** The Bot Framework as far as answers need it; each rejects with an error whose `statusCode` is Teams' own. */
export interface Calls {
  /** Resolves to the message's id. */
  send(place: Place, activity: object): Promise<string>;
  update(place: Place, activity: object): Promise<void>;
  /** Somebody as the member list of a conversation has them. */
  member(place: Place, person: string): Promise<Member>;
  /** The personal chat with somebody, by their id in Teams or in the directory; rejects where the app is not theirs. */
  openChat(service: string, person: string): Promise<Place>;
}

/** What a member list says of somebody, as far as it is read. */
export interface Member {
  readonly userRole?: string;
  readonly userPrincipalName?: string;
}

/** Each answer goes in a turn of its own: the one that it answers has ended by then. */
export function callsOf(
  adapter: BotAdapter,
  { appId, tenantId, retry, mayCall = () => true }: CallsOptions,
): Calls {
  const bot = { id: `28:${appId}`, name: 'Sherlog' };
  const allowed = (service: string) => {
    if (!mayCall(service)) throw new Error('expected a service of this machine, found one elsewhere');
    return service;
  };
  const reference = ({ service, conversation }: Place) => ({
    channelId: 'msteams',
    serviceUrl: allowed(service),
    bot,
    conversation: { id: conversation, tenantId } as never,
  });
  return {
    send: (place, activity) =>
      patiently(async () => {
        let id = '';
        await adapter.continueConversationAsync(appId, reference(place), async (context) => {
          id = (await context.sendActivity(activity))?.id ?? '';
        });
        return id;
      }, retry),
    update: (place, activity) =>
      patiently(
        () =>
          adapter.continueConversationAsync(appId, reference(place), async (context) => {
            const conversation = { id: place.conversation } as never;
            await context.updateActivity({ ...activity, conversation });
          }),
        { ...retry, isRepeatable: true },
      ),
    member: (place, person) =>
      patiently(async () => {
        let member: Member = {};
        await adapter.continueConversationAsync(appId, reference(place), async (context) => {
          const connector = context.turnState.get(context.adapter.ConnectorClientKey) as Connector;
          member = await connector.conversations.getConversationMember(place.conversation, person);
        });
        return member;
      }, retry),
    openChat: (service, person) =>
      patiently(async () => {
        let conversation = '';
        const parameters = { isGroup: false, bot, members: [{ id: person }], tenantId } as never;
        const audience = 'https://api.botframework.com';
        await adapter.createConversationAsync(
          appId,
          'msteams',
          allowed(service),
          audience,
          parameters,
          async (context) => {
            conversation = context.activity.conversation.id;
          },
        );
        return { service, conversation };
      }, retry),
  };
}

interface Connector {
  readonly conversations: { getConversationMember(conversation: string, person: string): Promise<Member> };
}

export interface CallsOptions {
  readonly appId: string;
  readonly tenantId: string;
  readonly retry?: RetryOptions | undefined;
  /** Which services may be called; all that Teams names unless said otherwise. */
  readonly mayCall?: ((service: string) => boolean) | undefined;
}

/** What one thing that somebody did lets the bot do about it. */
export interface Means {
  readonly calls: Calls;
  /** The thread that the answer goes to. */
  readonly thread: ThreadRef;
  readonly asker: Person;
  /** Who is called when the answer took long, as Teams knows them; left out where nobody has to be. */
  readonly mention?: { readonly id: string; readonly name: string } | undefined;
  /** Only the asker and the bot are there. */
  readonly isPersonal: boolean;
  /** Opens a dialog, where what was done lets one open. */
  readonly openForm: (form: Form) => Promise<'opened' | 'too-late'>;
  /** Keeps what was typed into a form that could not open again, for a button that opens it for its writer. */
  readonly keepForm?: ((form: Form) => Promise<string>) | undefined;
  /** Hands a file to the asker, in their personal chat. */
  readonly offer: (name: string, content: Uint8Array) => Promise<void>;
  readonly log: { warn(facts: object, sentence: string): void };
}

/** Teams cannot show this card: too large, or not what it takes. */
const refusedCard = new Set([400, 413]);
const goneMessage = new Set([403, 404]);

/** Where the answer to one request goes in Teams. */
export function createOutlet(means: Means): Outlet<TeamsRef> {
  const { calls, thread } = means;
  const here: Place = { service: thread.service ?? '', conversation: thread.id };
  const offered = new Set<string>();

  const post = async (reply: Reply): Promise<TeamsRef> => {
    if (reply.isForAsker && !means.isPersonal) return postForAsker(reply);
    const ref = await shown(reply, here);
    await offerFiles(reply);
    return ref;
  };

  async function shown(reply: Reply, place: Place): Promise<TeamsRef> {
    const activityId = await sendCard(reply, place);
    const at: ThreadRef =
      place === here ? thread : { ...thread, id: place.conversation, channel: place.conversation };
    return { id: postedId(place.conversation, activityId), place, activityId, thread: at };
  }

  async function sendCard(reply: Reply, place: Place): Promise<string> {
    try {
      return await calls.send(place, cardMessage(reply));
    } catch (error) {
      if (!refusedCard.has(statusOf(error) ?? 0)) throw error;
      means.log.warn({ err: error }, 'Teams refused a card: its text is posted instead');
      return calls.send(place, fallbackMessage(reply));
    }
  }

  /** Teams has no messages for one reader in a channel: what is for the asker alone goes into their own chat. */
  async function postForAsker(reply: Reply): Promise<TeamsRef> {
    try {
      const place = await calls.openChat(here.service, directoryId(means.asker));
      const ref = await shown(reply, place);
      await offerFiles(reply);
      return ref;
    } catch (error) {
      means.log.warn({ err: error }, 'a personal chat in Teams could not be opened');
      return shown(noPersonalChat, here);
    }
  }

  async function offerFiles({ blocks }: Reply): Promise<void> {
    for (const block of blocks) {
      if (block.kind !== 'file' || typeof block.content === 'string' || offered.has(block.name)) continue;
      offered.add(block.name);
      await means.offer(block.name, block.content);
    }
  }

  return {
    post,
    async edit({ place, activityId }, reply) {
      if (!place || activityId === undefined) return 'gone';
      // What is for the asker alone takes the place of nothing that all see.
      if (reply.isForAsker && !means.isPersonal && place.conversation === here.conversation) return 'gone';
      try {
        await calls.update(place, { ...cardMessage(reply), id: activityId });
      } catch (error) {
        const status = statusOf(error) ?? 0;
        if (goneMessage.has(status) || refusedCard.has(status)) return 'gone';
        throw error;
      }
      await offerFiles(reply);
      return 'edited';
    },
    async openForm(form) {
      if ((await means.openForm(form)) === 'opened') return;
      const data = means.keepForm
        ? { kept: await means.keepForm(form) }
        : { payload: form.reopen ?? form.payload };
      await calls.send(here, openingMessage(form.title, data));
    },
    async call({ isForAsker }) {
      if (!means.mention || means.isPersonal || isForAsker) return;
      await calls.send(here, mentionMessage(means.mention)).catch(() => undefined);
    },
  };
}

/** Somebody as the directory knows them. */
export function directoryId({ id }: Person): string {
  return id.split('/').at(-1) ?? id;
}
