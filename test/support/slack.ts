import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { createSlack, type SlackOptions } from '../../adapters/slack';
import { slashCommands } from '../../src/config/chat-schema';
import type { Desk } from '../../src/ports';
import type { SlackApi } from './slack-api';

type BoltApp = Parameters<Receiver['init']>[0];

/** Hands Bolt what Slack would, and keeps what Bolt acknowledged it with. */
export function fakeReceiver() {
  let app: BoltApp | undefined;
  const receiver: Receiver = {
    init: (given) => void (app = given),
    start: async () => undefined,
    stop: async () => undefined,
  };
  /** Resolves to the acknowledgement. */
  const send = (body: ReceiverEvent['body']): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const event: ReceiverEvent = {
        body,
        ack: async (answer) => resolve(answer),
      };
      app?.processEvent(event).catch(reject);
    });
  return { receiver, send };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A Slack adapter on a Web API of the test, fed by hand. */
export async function startSlack(desk: Desk, api: SlackApi, options: Partial<SlackOptions> = {}) {
  const { receiver, send } = fakeReceiver();
  const slack = createSlack(
    {
      transport: 'socket',
      answers: 'channel',
      history: false,
      commands: slashCommands,
      botToken: 'xoxb-test',
      apiUrl: api.url,
      receiver,
      ...options,
    },
    silent,
  );
  await slack.start(desk);
  return { slack, send, ...people(send) };
}

let count = 0;
const nextTs = () => `${1_600_000_000 + (count += 1)}.000200`;
const team = { id: 'T01TEST', domain: 'test' };
const envelope = (event: object) => ({
  type: 'event_callback',
  team_id: team.id,
  event_id: `Ev${(count += 1)}`,
  event,
});

/** What people do in Slack, as it arrives. */
function people(send: (body: object) => Promise<unknown>) {
  return {
    mention: (text: string, of: object = {}) =>
      send(
        envelope({
          type: 'app_mention',
          user: 'U01MEI',
          channel: 'C01',
          ts: nextTs(),
          text: `<@U0BOT> ${text}`,
          ...of,
        }),
      ),
    message: (text: string, of: object = {}) =>
      send(
        envelope({
          type: 'message',
          channel_type: 'im',
          user: 'U01MEI',
          channel: 'D01',
          ts: nextTs(),
          text,
          ...of,
        }),
      ),
    command: (command: string, text: string, of: object = {}) =>
      send({
        command,
        text,
        team_id: team.id,
        channel_id: 'C01',
        user_id: 'U01MEI',
        trigger_id: `trigger-${(count += 1)}`,
        ...of,
      }),
    shortcut: (message: object, of: object = {}) =>
      send({
        type: 'message_action',
        callback_id: 'diagnose_message',
        team,
        user: { id: 'U01MEI', team_id: team.id },
        channel: { id: 'C01' },
        trigger_id: `trigger-${(count += 1)}`,
        message: { ts: nextTs(), ...message },
        ...of,
      }),
    press: (action: object, of: object = {}) =>
      send({
        type: 'block_actions',
        team,
        user: { id: 'U01MEI', team_id: team.id },
        channel: { id: 'C01' },
        trigger_id: `trigger-${(count += 1)}`,
        actions: [{ type: 'button', block_id: 'b', ...action }],
        ...of,
      }),
    submit: (view: object, of: object = {}) =>
      send({
        type: 'view_submission',
        team,
        user: { id: 'U01MEI', team_id: team.id },
        trigger_id: `trigger-${(count += 1)}`,
        view: { id: 'V1', type: 'modal', callback_id: 'form', ...view },
        ...of,
      }),
    openHome: (of: object = {}) =>
      send(envelope({ type: 'app_home_opened', user: 'U01MEI', channel: 'D01', tab: 'home', ...of })),
  };
}

/** Every text that a block of Block Kit, or a list of them, shows, in order. */
export function textsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(textsOf);
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'text' || key === 'initial_value'
      ? typeof value === 'string'
        ? [value]
        : textsOf(value)
      : key === 'value' || key.startsWith('accessibility')
        ? []
        : textsOf(value),
  );
}

export interface SlackButton {
  readonly action_id: string;
  readonly label: string;
  readonly value: string;
  readonly block_id?: string;
}

/** The buttons in blocks, with where a press of them leads. */
export function buttonsIn(part: unknown, block?: string): SlackButton[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((each) => buttonsIn(each, block));
  const each = part as Record<string, never>;
  const blockId = (each['block_id'] as string | undefined) ?? block;
  const of = (
    action_id: string,
    { text, value }: { text: { text: string }; value: string },
  ): SlackButton => ({
    action_id,
    label: text.text,
    value,
    ...(blockId === undefined ? {} : { block_id: blockId }),
  });
  if (each['type'] === 'button') return [of(each['action_id'] ?? '', each as never)];
  if (each['type'] === 'feedback_buttons')
    return ['positive_button', 'negative_button'].map((side) =>
      of(each['action_id'] ?? '', each[side] as never),
    );
  return Object.values(each).flatMap((inner) => buttonsIn(inner, blockId));
}
