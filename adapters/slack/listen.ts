import { heardAs, type CommandWord } from '../../src/chat/words';
import type { Outlet } from '../../src/ports';
import type { Form, Reply } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import { answer, type Exchange, type Office } from './answering';
import type { Action, ActionBody, CommandBody, HomeOpened, ShortcutBody, ViewBody } from './bodies';
import { createHomeOutlet } from './home';
import { readable, threadAt } from './messages';
import { openModal, readModal } from './modal';
import type { SlackRef } from './outlet';
import {
  type SlackMessage,
  type Target,
  ownThread,
  postedId,
  sentAt,
  threadTagged,
  wholeTextOf,
} from './receive';
import { createSubmitAck, type AckView } from './submit';
import { plainOf } from './text';

type Respond = Exchange['respond'];

/** A slash command. Its answer begins a thread in the channel, or is for the asker alone. */
export async function onCommand(
  name: CommandWord,
  body: CommandBody,
  respond: Respond,
  isForAsker: boolean,
  office: Office,
): Promise<void> {
  const { channel_id: channel, user_id: user, trigger_id: trigger } = body;
  const asker = await office.people.person(user, body.team_id, office.home);
  const target: Target = { channel, user, isForAsker };
  const id = `command ${trigger}`;
  const thread: ThreadRef = isForAsker ? ownThread(channel, asker.id, id) : { adapter: 'slack', channel, id };
  const through = isForAsker ? undefined : saying(`${asker.name}: /${name}`);
  await answer(
    {
      kind: 'message',
      files: [],
      deliveryKey: `command ${trigger}`,
      ...heardAs(name, plainOf(body.text ?? '')),
    },
    asker,
    { target, thread, trigger, respond, ...(through ? { through } : {}) },
    office,
  );
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
  const files = (await readable(message.files, office)).slice(0, 1);
  await answer(
    { kind: 'message', text, files, as: 'diagnose', deliveryKey: `shortcut ${trigger}` },
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
  const { user, trigger_id: trigger } = body;
  const asker = await office.people.person(user.id, user.team_id, office.home);
  const pressed = await placeOf(action, body, asker.id, office);
  const { target, thread, message } = pressed;
  if (action.action_id.startsWith('kept-')) return openKept(action.value ?? '', pressed, trigger, office);
  await answer(
    {
      kind: 'press',
      payload: action.value ?? '',
      deliveryKey: `press ${trigger}`,
      ...sentAt(action.action_ts),
      ...(message === undefined ? {} : { message }),
    },
    asker,
    { target, thread, trigger, respond },
    office,
  );
}

interface Pressed {
  readonly target: Target;
  readonly thread: ThreadRef;
  /** The id of the message that the button stands in, where all see it. */
  readonly message?: string;
}

/** Where a press comes from: a message of a thread, one that only the presser sees, or the bot's own page. */
async function placeOf(
  { action_id: id, block_id: block }: Action,
  { user, channel: given, container = {}, message, trigger_id: trigger }: ActionBody,
  asker: string,
  office: Office,
): Promise<Pressed> {
  const channel = given?.id ?? container.channel_id ?? user.id;
  const ts = container.message_ts ?? message?.ts;
  const parent = container.thread_ts ?? message?.thread_ts;
  const target = { channel, user: user.id };
  if (ts === undefined)
    return { target: { ...target, isForAsker: false }, thread: ownThread(channel, asker, `home ${trigger}`) };
  const isEphemeral = container.is_ephemeral === true || message?.subtype === 'ephemeral';
  const tagged = threadTagged(block, channel, asker);
  if (!isEphemeral && !tagged)
    return {
      target: { ...target, threadTs: parent ?? ts, isForAsker: false },
      thread: await threadAt(channel, place(ts, parent), office),
      message: postedId(channel, ts),
    };
  const thread = tagged ?? ownThread(channel, asker, `press ${trigger}`);
  return { target: { ...target, threadTs: parent, isForAsker: !id.startsWith('public-') }, thread };
}

/** A form that could not open when it was asked for, with all that was in it. */
async function openKept(
  key: string,
  { target, thread }: Pressed,
  trigger: string,
  { desk, calls, log }: Office,
) {
  const form = (await desk.kept(key, thread)) as Form | undefined;
  if (!form) return log.warn({}, 'a kept form is not there any more, or is of another thread');
  await openModal(form, trigger, { target, thread }, desk, calls);
}

function place(ts: string, parent: string | undefined): Pick<SlackMessage, 'ts' | 'thread_ts'> {
  return { ts, ...(parent === undefined ? {} : { thread_ts: parent }) };
}

/** A modal that was filled: it closes or shows what is wrong; an answer goes where the form was asked for. */
export async function onView(body: ViewBody, ack: AckView, office: Office): Promise<void> {
  const { user, view, trigger_id: trigger = view.id } = body;
  const submitted = await readModal(view, office.desk).catch((error: unknown) =>
    office.log.error({ err: error }, 'a form could not be read'),
  );
  if (!submitted) return refuseLost(view, ack);
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

/** What the form carried along cannot be found: it stays open, so that nothing that was typed is lost. */
function refuseLost({ state }: ViewBody['view'], ack: AckView): Promise<void> {
  const [field = ''] = Object.keys(state.values);
  const told =
    'This form cannot be sent now: copy what you typed, and open it again. 目前无法提交，请复制内容后重新打开表单。';
  return ack({ response_action: 'errors', errors: { [field]: told } });
}

/** The bot's own page. */
export async function onHomeOpened({ user }: HomeOpened, office: Office): Promise<void> {
  const asker = await office.people.person(user, undefined, office.home);
  await answer(
    { kind: 'opened', surface: 'home' },
    asker,
    {
      target: { channel: user, user, isForAsker: false },
      thread: ownThread(user, asker.id, 'home'),
      through: () => createHomeOutlet(user, office.calls),
    },
    office,
  );
}
