import type { Outlet } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import { messageIn, type Activity, type MessagePayload } from './activity';
import { answer, ownerThread, type Office } from './answering';
import { asDialog, type Task } from './dialog';
import type { TeamsRef } from './outlet';
import { told, unshown } from './press';
import { channelOf, keyOf } from './receive';
import { render, type Card } from './render';
import { statusOf } from './retry';
import { plainOf, textsIn } from './text';

/*
 * *Diagnose this message*: anybody's message, an app's card too. The result is shown in a dialog to who asked; *Post in thread*
 * asks again where all see it, so that the thread's investigation has it.
 */

export async function onDiagnose(activity: Activity, office: Office): Promise<Task> {
  const message = messageIn(activity.value);
  const text = wholeTextOf(message);
  if (text === '') return { type: 'message', value: noText };
  const root = message.replyToId || message.id || '';
  const thread = await ownThread(activity, root, office);
  const reply = await resultOf(text, thread, activity, office);
  if (!reply || reply.tone === 'failure') return { type: 'message', value: reply ? told(reply) : noText };
  const key = await office.desk.keep({ text }, thread);
  return asDialog(dialogTitle, withPosting(reply, { post: key, root }));
}

/** Longest text that is read of a message, in characters. */
const maxText = 100_000;

/** All that a message says: its words, and those of an app's cards. */
function wholeTextOf({ body, attachments }: MessagePayload): string {
  const words = plainOf((body?.content ?? '').slice(0, maxText), body?.contentType !== 'text');
  const cards = attachments.flatMap(({ content }) => textsIn(parsed(content)));
  return [words, ...cards].filter((part) => part.trim() !== '').join('\n');
}

/** The content of a card comes as text. */
function parsed(content: unknown): unknown {
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** A look into a message that nobody else sees. */
async function ownThread(activity: Activity, root: string, office: Office): Promise<ThreadRef> {
  return ownerThread(threadBelow(activity, root, office), await office.who(activity));
}

/** The thread of the message: in a channel the post that it hangs on, elsewhere the chat. */
function threadBelow(activity: Activity, root: string, { where }: Office): ThreadRef {
  const thread = where(activity);
  const isChannel = activity.conversation?.conversationType === 'channel';
  return isChannel && /^\d+$/.test(root)
    ? { ...thread, id: `${channelOf(thread.id)};messageid=${root}` }
    : thread;
}

async function resultOf(
  text: string,
  thread: ThreadRef,
  activity: Activity,
  office: Office,
): Promise<Reply | undefined> {
  let last: Reply | undefined;
  const keep = async (reply: Reply): Promise<TeamsRef> => {
    last = reply;
    return { id: 'shown in a dialog', isFleeting: true };
  };
  const through = (outlet: Outlet<TeamsRef>): Outlet<TeamsRef> => ({
    ...outlet,
    post: keep,
    edit: async (_, reply) => (await keep(reply), 'edited'),
    openForm: async () => {},
  });
  const exchange = { activity, thread, surface: 'dialog', through } as const;
  await answer({ kind: 'message', text, files: [], as: 'diagnose' }, exchange, office);
  return last;
}

/** What the dialog carries along to its *Post in thread*. */
interface Posting {
  readonly post: string;
  readonly root: string;
}

/** Buttons of the answer work where it is posted; in a dialog Teams knows one. */
function withPosting(reply: Reply, posting: Posting): Card {
  const { card } = render(reply, { isStill: true });
  const action = { type: 'Action.Submit', title: 'Post in thread 发到会话', data: posting };
  return { ...card, body: [...card.body, { type: 'ActionSet', actions: [action] }] };
}

/** *Post in thread*: the answer, where all see it. The dialog closes, or says why it cannot be. */
export async function onPostInThread(activity: Activity, office: Office): Promise<Task | undefined> {
  const { data } = (activity.value ?? {}) as { data?: Partial<Posting> };
  const { post, root } = data ?? {};
  if (typeof post !== 'string' || typeof root !== 'string') return { type: 'message', value: forgotten };
  const kept = await office.desk.kept(post, await ownThread(activity, root, office));
  if (!kept) return { type: 'message', value: forgotten };
  const { text } = kept as { readonly text: string };
  let isNoMember = false;
  const through = (outlet: Outlet<TeamsRef>): Outlet<TeamsRef> => ({
    ...outlet,
    post: (reply) =>
      outlet.post(reply).catch((error: unknown) => {
        isNoMember = statusOf(error) === 403 || statusOf(error) === 404;
        throw error;
      }),
  });
  const exchange = { activity, thread: threadBelow(activity, root, office), through };
  const did = { kind: 'message', text, files: [], as: 'diagnose', ...keyOf(activity) } as const;
  if (await answer(did, exchange, office)) return undefined;
  return { type: 'message', value: isNoMember ? notThere : unshown };
}

const dialogTitle = 'Sherlog';
const noText = 'There is no text in this message that I could read. 这条消息中没有可识别的文字。';
const forgotten = 'This result is too old: ask again. 结果已过期，请重新操作。';
const notThere =
  'I could not post there: add me to this team or chat first. 无法发送：请先把我添加到该团队或聊天中。';
