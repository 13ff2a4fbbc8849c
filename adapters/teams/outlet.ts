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
  /** The personal chat with somebody, by their id in Teams or in the directory; rejects where the app is not theirs. */
  openChat(service: string, person: string): Promise<Place>;
}

/** Each answer goes in a turn of its own: the one that it answers has ended by then. */
export function callsOf(
  adapter: BotAdapter,
  {
    appId,
    tenantId,
    retry,
  }: { readonly appId: string; readonly tenantId: string; readonly retry?: RetryOptions },
): Calls {
  const bot = { id: `28:${appId}`, name: 'Sherlog' };
  const reference = ({ service, conversation }: Place) => ({
    channelId: 'msteams',
    serviceUrl: service,
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
        retry,
      ),
    openChat: (service, person) =>
      patiently(async () => {
        let conversation = '';
        const parameters = { isGroup: false, bot, members: [{ id: person }], tenantId } as never;
        const audience = 'https://api.botframework.com';
        await adapter.createConversationAsync(
          appId,
          'msteams',
          service,
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
  /** Keeps a form that could not open, for a button that opens it. */
  readonly keepForm: (form: Form) => Promise<string>;
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
      return await shown(reply, place);
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
      await calls.send(here, openingMessage(form.title, await means.keepForm(form)));
    },
    async call() {
      if (!means.mention || means.isPersonal) return;
      await calls.send(here, mentionMessage(means.mention)).catch(() => undefined);
    },
  };
}

/** Somebody as the directory knows them. */
export function directoryId({ id }: Person): string {
  return id.split('/').at(-1) ?? id;
}
