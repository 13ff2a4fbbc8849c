import type { Outlet } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import { answer, type Exchange, type Office } from './answering';
import type { Action, ActionBody, CommandBody, HomeOpened, ShortcutBody, ViewBody } from './bodies';
import { givenFile } from './files';
import { createHomeOutlet } from './home';
import { threadAt } from './messages';
import { readModal } from './modal';
import type { SlackRef } from './outlet';
import { commandText, ownThread, postedId, wholeTextOf, type SlackMessage, type Target } from './receive';
import { createSubmitAck, type AckView } from './submit';

type Respond = Exchange['respond'];
export type CommandName = Parameters<typeof commandText>[0];

/** A slash command. Its answer begins a thread in the channel, or is for the asker alone. */
export async function onCommand(
  name: CommandName,
  body: CommandBody,
  respond: Respond,
  isForAsker: boolean,
  office: Office,
): Promise<void> {
  const { channel_id: channel, user_id: user, trigger_id: trigger } = body;
  const asker = await office.people.person(user, body.team_id, office.home);
  const target: Target = { channel, user, isForAsker };
  const thread: ThreadRef = isForAsker
    ? ownThread(channel, user)
    : { adapter: 'slack', channel, id: `command ${trigger}` };
  const through = isForAsker ? undefined : saying(`${asker.name}: /${name}`);
  const text = commandText(name, body.text ?? '');
  await answer(
    { kind: 'message', text, files: [], deliveryKey: `command ${trigger}`, ...asOf(name, text) },
    asker,
    { target, thread, trigger, respond, ...(through ? { through } : {}) },
    office,
  );
}

function asOf(name: CommandName, text: string): { as?: 'diagnose' } {
  return name === 'diagnose' && !text.startsWith('help ') ? { as: 'diagnose' } : {};
}

/** Slack shows nobody who called a command: the answer says it. */
function saying(line: string): (outlet: Outlet<SlackRef>) => Outlet<SlackRef> {
  const said = (reply: Reply): Reply =>
    reply.tone === 'failure' || reply.command === 'help'
      ? reply
      : { ...reply, blocks: [...reply.blocks, { kind: 'note', lines: [[line]] }] };
  return (outlet) => ({
    ...outlet,
    post: (reply) => outlet.post(said(reply)),
    edit: (ref, reply) => outlet.edit(ref, said(reply)),
  });
}

/** *Diagnose this message*: anybody's, an app's or an alert's too, with all that it says and its files. */
export async function onShortcut(body: ShortcutBody, respond: Respond, office: Office): Promise<void> {
  const { user, channel, message, trigger_id: trigger } = body;
  const asker = await office.people.person(user.id, user.team_id, office.home);
  const thread = await threadAt(channel.id, message, office);
  const threadTs = message.thread_ts ?? message.ts;
  const target: Target = { channel: channel.id, threadTs, user: user.id, isForAsker: false };
  const text = wholeTextOf(message, office.me);
  const files = (message.files ?? []).slice(0, 1).map((file) => givenFile(file, office.downloads));
  const isText = text.trim() !== '';
  await answer(
    { kind: 'message', text, files: isText ? [] : files, as: 'diagnose', deliveryKey: `shortcut ${trigger}` },
    asker,
    { target, thread, trigger, respond },
    office,
  );
}

/** A press of a button: its id says where the answer goes, its value what is wanted. */
export async function onAction(
  action: Action,
  body: ActionBody,
  respond: Respond,
  office: Office,
): Promise<void> {
  const { user, container = {}, message, trigger_id: trigger } = body;
  const asker = await office.people.person(user.id, user.team_id, office.home);
  const channel = body.channel?.id ?? container.channel_id ?? user.id;
  const ts = container.message_ts ?? message?.ts;
  const parent = container.thread_ts ?? message?.thread_ts;
  const isEphemeral = container.is_ephemeral === true || message?.subtype === 'ephemeral';
  const isHome = ts === undefined;
  const isForAsker = isEphemeral && !action.action_id.startsWith('public-');
  const thread =
    isEphemeral || isHome ? ownThread(channel, user.id) : await threadAt(channel, place(ts, parent), office);
  const threadTs = isHome ? undefined : isEphemeral ? parent : (parent ?? ts);
  await answer(
    {
      kind: 'press',
      payload: action.value ?? '',
      deliveryKey: `press ${trigger}`,
      ...(isHome || isEphemeral ? {} : { message: postedId(channel, ts) }),
    },
    asker,
    { target: { channel, threadTs, user: user.id, isForAsker }, thread, trigger, respond },
    office,
  );
}

function place(ts: string, parent: string | undefined): Pick<SlackMessage, 'ts' | 'thread_ts'> {
  return { ts, ...(parent === undefined ? {} : { thread_ts: parent }) };
}

/** A modal that was filled: it closes or shows what is wrong; an answer goes where the form was asked for. */
export async function onView(body: ViewBody, ack: AckView, office: Office): Promise<void> {
  const { user, view, trigger_id: trigger = view.id } = body;
  const submitted = await readModal(view, office.desk);
  if (!submitted) return ack();
  const { payload, thread, channel, threadTs, isForAsker, values } = submitted;
  const target: Target = { channel, threadTs, user: user.id, isForAsker };
  const acking = createSubmitAck(ack, { payload, target, thread }, office.desk);
  const asker = await office.people.person(user.id, user.team_id, office.home);
  await answer(
    { kind: 'submit', payload, values, deliveryKey: `submit ${trigger}` },
    asker,
    { target, thread, openForm: acking.reopen, begin: acking.close },
    office,
  );
  await acking.close();
}

/** The bot's own page. */
export async function onHomeOpened({ user }: HomeOpened, office: Office): Promise<void> {
  const asker = await office.people.person(user, undefined, office.home);
  await answer(
    { kind: 'opened', surface: 'home' },
    asker,
    {
      target: { channel: user, user, isForAsker: false },
      thread: ownThread(user, user),
      through: () => createHomeOutlet(user, office.calls),
    },
    office,
  );
}
