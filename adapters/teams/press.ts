import type { Reply } from '../../src/reply';
import { clean, cut, wholeText } from '../../src/plain';
import type { Did } from '../../src/request';
import type { Activity } from './activity';
import { notOffered, ownChat, type Exchange, type Office } from './answering';
import { outcomeOf, patienceMs } from './invoke';
import { maxPlainText } from './limits';
import { offerText } from './offer';
import { keyOf, postedId } from './receive';
import { within } from './retry';
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
  if (outcome.kind === 'failure') return sentence(told(outcome.reply));
  return sentence(outcome.kind === 'unshown' ? unshown : answered);
}

/** A press as the core hears it. */
export function pressOf(payload: unknown, activity: Activity): Did {
  const message = messageOf(activity);
  return {
    kind: 'press',
    payload: typeof payload === 'string' ? payload : '',
    ...(message === undefined ? {} : { message }),
    ...keyOf(activity),
  };
}

/** The message that something was pressed in. */
function messageOf({ replyToId, conversation }: Activity): string | undefined {
  return replyToId === undefined ? undefined : postedId(conversation?.id ?? '', replyToId);
}

/** The page is for who leafs: everybody else's card stays as it is. */
async function leafed(
  index: number,
  from: number,
  activity: Activity,
  { desk, name }: Office,
): Promise<Pressed> {
  const shown = await desk.posted(name, messageOf(activity) ?? '');
  return shown ? cardOf(shown.reply, { index, from }) : sentence(forgotten);
}

/** The file goes its way even where Teams does not wait for it. */
async function handedOver(index: number, activity: Activity, office: Office): Promise<Pressed> {
  const thread = office.where(activity);
  if (!(await office.desk.isNew({ ...keyOf(activity), thread }))) return sentence(inOwnChat);
  const handing = ownChat(activity, office)
    .then((place) => offerText(messageOf(activity) ?? '', index, place, office))
    .then((isThere) => sentence(isThere ? inOwnChat : forgotten))
    .catch((error: unknown) => {
      office.log.warn({ err: error }, 'a file could not be offered in Teams');
      return sentence(notOffered);
    });
  return within(patienceMs, handing).catch(() => sentence(onItsWay));
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
/** Where nothing of it could be shown; the log says why. */
export const unshown = 'I could not show the answer: try again in a minute. 无法显示回答，请稍后再试。';
const onItsWay = 'It is on its way to our own chat. 正在发送到与你的私聊。';
const inOwnChat = 'It is in our own chat. 已发到与你的私聊中。';
const forgotten = 'That is too old: ask again. 内容已过期，请重新提问。';
