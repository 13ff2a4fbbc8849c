import type { BlockOf, Reply } from '../../src/reply';
import { clean, cut, wholeText } from '../../src/plain';
import type { Did } from '../../src/request';
import { notOffered, ownChat, type Exchange, type Office } from './answering';
import { wholeAnswer } from './excerpt';
import { outcomeOf } from './invoke';
import { maxPlainText } from './limits';
import { offerFile } from './offer';
import { deliveryKeyOf, postedId, type Activity } from './receive';
import { notification, render, type Card } from './render';

/** What Teams shows at once to who pressed: a card in the place of theirs, or a sentence. */
export type Pressed =
  | { readonly type: 'application/vnd.microsoft.card.adaptive'; readonly value: Card }
  | { readonly type: 'application/vnd.microsoft.activity.message'; readonly value: string };

/** What a button of ours carries, as it comes back; anybody can send anything. */
interface Data {
  readonly payload?: unknown;
  readonly once?: unknown;
  readonly page?: unknown;
  readonly from?: unknown;
  readonly file?: unknown;
}

/** A press of a button on a card: leafs through an excerpt, hands over a file, or does what the core made it for. */
export async function onPress(activity: Activity, office: Office): Promise<Pressed> {
  const { action } = (activity.value ?? {}) as { action?: { data?: Data } };
  const data = action?.data ?? {};
  if (typeof data.page === 'number') return leafed(data.page, Number(data.from), activity, office);
  if (typeof data.file === 'number') return handedOver(data.file, activity, office);
  const did = pressOf(data.payload, activity);
  const redraws = data.once === true ? messageOf(activity) : undefined;
  const outcome = await outcomeOf(did, { activity } satisfies Exchange, office, { redraws });
  if (outcome.kind === 'redrawn') return cardOf(outcome.reply);
  return sentence(outcome.kind === 'failure' ? told(outcome.reply) : answered);
}

/** A press as the core hears it. */
export function pressOf(payload: unknown, activity: Activity): Did {
  const message = messageOf(activity);
  const deliveryKey = deliveryKeyOf(activity);
  return {
    kind: 'press',
    payload: typeof payload === 'string' ? payload : '',
    ...(message === undefined ? {} : { message }),
    ...(deliveryKey === undefined ? {} : { deliveryKey }),
  };
}

/** The message that something was pressed in. */
function messageOf({ replyToId, conversation }: Activity): string | undefined {
  return replyToId === undefined ? undefined : postedId(conversation?.id ?? '', replyToId);
}

/** The page is for who leafs: everybody else's card stays as it is. */
async function leafed(index: number, from: number, activity: Activity, { desk }: Office): Promise<Pressed> {
  const shown = await desk.posted('teams', messageOf(activity) ?? '');
  return shown ? cardOf(shown.reply, { index, from }) : sentence(forgotten);
}

async function handedOver(index: number, activity: Activity, office: Office): Promise<Pressed> {
  const shown = await office.desk.posted('teams', messageOf(activity) ?? '');
  const file = shown && fileOf(shown.reply, index);
  if (!file) return sentence(forgotten);
  try {
    await offerFile(file, await ownChat(activity, office), office);
    return sentence(inOwnChat);
  } catch (error) {
    office.log.warn({ err: error }, 'a file could not be offered in Teams');
    return sentence(notOffered);
  }
}

function fileOf(reply: Reply, index: number): { name: string; content: Uint8Array } | undefined {
  if (index === wholeAnswer) return { name: 'answer.txt', content: Buffer.from(wholeText(reply)) };
  const block = reply.blocks[index] as BlockOf<'file'> | undefined;
  if (block?.kind !== 'file') return undefined;
  return { name: block.name, content: Buffer.from(block.content as string) };
}

function cardOf(reply: Reply, page?: { readonly index: number; readonly from: number }): Pressed {
  const { card } = render(reply, page ? { page } : {});
  return { type: 'application/vnd.microsoft.card.adaptive', value: card };
}

function sentence(value: string): Pressed {
  return { type: 'application/vnd.microsoft.activity.message', value };
}

/** A refusal in words, for who pressed alone. */
export function told(reply: Reply): string {
  const words = wholeText({ ...reply, blocks: reply.blocks.filter(({ kind }) => kind !== 'buttons') });
  return cut(clean(words).trim() || notification(reply), maxPlainText);
}

const answered = 'The answer is in the conversation. 回答已在会话中。';
const inOwnChat = 'It is in our own chat. 已发到与你的私聊中。';
const forgotten = 'That is too old: ask again. 内容已过期，请重新提问。';
