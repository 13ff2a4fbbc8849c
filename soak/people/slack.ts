import { filled, type PeerView } from '../../test/support/modal';
import { signed } from '../../test/support/signed';
import { buttonsIn, type SlackButton } from '../../test/support/slack';
import { commandIn } from '../buttons';
import type { Answer, Asked, Ledger } from '../ledger';
import { fileUrl, homeOf, type SlackPeer } from '../peers/slack';
import { post, type Chat, type Found, type FoundForm } from './chat';
import type { Deliveries } from './redeliver';

export const signingSecret = 'soak-signing-secret';
export const slackTeam = 'T01TEST';
/** Who writes in Slack; the last of them may search nothing. */
export const slackPeople = ['U01', 'U02', 'U03', 'U04', 'U05', 'U06'];
const team = { id: slackTeam, domain: 'test' };

interface SlackDeps {
  /** The program's port. */
  readonly port: number;
  readonly ledger: Ledger;
  readonly peer: SlackPeer;
  readonly deliveries: Deliveries;
  readonly random: () => number;
}

/** Slack as people use it, delivered by signed HTTP. */
export function slackChat({ port, ledger, peer, deliveries, random }: SlackDeps): Chat {
  const url = `http://127.0.0.1:${port}/slack/events`;
  let count = 0;
  const next = () => (count += 1);
  const person = () => slackPeople[Math.floor(random() * slackPeople.length)] ?? 'U01';
  const ask = (kind: string, place: string, redraws?: string) =>
    ledger.ask({ kind, platform: 'slack', place, redraws });

  function deliver(asked: Asked, body: object): void {
    const isEvent = 'event' in body;
    const text = isEvent ? JSON.stringify(body) : formOf(body);
    const type = isEvent ? 'application/json' : 'application/x-www-form-urlencoded';
    deliveries.deliver(
      asked,
      () => post(url, text, { 'content-type': type, ...signed(text, signingSecret) }),
      // A form that is not right is told so at once.
      (told) => told.text.includes('response_action') && ledger.told(asked, JSON.parse(told.text)),
    );
  }

  function event(asked: Asked, of: object): void {
    deliver(asked, { type: 'event_callback', team_id: team.id, event_id: `Ev${next()}`, event: of });
  }

  /** What is done by a trigger may open a form. */
  function triggered(asked: Asked, of: object): void {
    const trigger = `trigger-${next()}`;
    peer.triggers.set(trigger, asked);
    deliver(asked, { team, trigger_id: trigger, ...of });
  }

  function press(button: SlackButton, { id = '' }: Answer, place: string): Asked {
    const [channel = '', ts = ''] = id.split(':');
    const thread = place.split(' ')[1] || ts;
    const user = person();
    const command = commandIn(button.value) ?? '?';
    const redraws = command === 'cancel' ? id : undefined;
    const asked = ask(`press ${command}`, `${channel} ${thread}`, redraws);
    triggered(asked, {
      type: 'block_actions',
      user: { id: user, team_id: team.id },
      channel: { id: channel },
      container: { channel_id: channel, message_ts: ts, ...(thread === ts ? {} : { thread_ts: thread }) },
      actions: [{ type: 'button', block_id: 'b', ...button }],
    });
    return asked;
  }

  function say(kind: string, text: string, files?: readonly object[]): Asked {
    const user = person();
    const ts = `${1_600_000_000 + next()}.000200`;
    const isDirect = files !== undefined || random() < 0.3;
    const channel = isDirect ? `D${user}` : `C0${Math.floor(random() * 5)}`;
    const asked = ask(kind, `${channel} ${ts}`);
    const direct = { type: 'message', channel_type: 'im', user, channel, ts, text };
    const mention = { type: 'app_mention', user, channel, ts, text: `<@U0BOT> ${text}` };
    event(asked, files ? { ...direct, subtype: 'file_share', files } : isDirect ? direct : mention);
    return asked;
  }

  return {
    platform: 'slack',
    say: (kind, text) => say(kind, text),
    drop: (kind, file) => say(kind, '', [shared(file, peer.url)]),
    command(kind, name, text) {
      // What is shown begins a thread that nobody knows yet: the channel tells whose answer it is.
      const channel = `C9${next()}`;
      const asked = ask(kind, `${channel} `);
      const user = person();
      triggered(asked, { command: `/${name}`, text, team_id: team.id, channel_id: channel, user_id: user });
      return asked;
    },
    openHome() {
      const user = `U9${next()}`;
      const asked = ask('home', homeOf(user));
      event(asked, { type: 'app_home_opened', user, channel: `D${user}`, tab: 'home' });
      return asked;
    },
    buttons({ place }, answer): Found[] {
      if (answer.id === undefined) return [];
      const { blocks } = answer.content as { blocks?: unknown };
      return buttonsIn(blocks).map((button) => ({
        command: commandIn(button.value),
        opensForm: button.action_id.startsWith('form-'),
        press: () => press(button, answer, place),
      }));
    },
    form({ place }, { content }): FoundForm | undefined {
      const { view } = content as { view?: PeerView };
      if (!view) return undefined;
      const texts = view.blocks.filter(({ element }) => element?.type === 'plain_text_input');
      return {
        fields: texts.flatMap(({ block_id: id }) => (id === undefined ? [] : [id])),
        submit(values) {
          const asked = ask('submit', place);
          const { private_metadata } = view;
          const given = { id: 'V1', type: 'modal', callback_id: 'form', private_metadata };
          const state = { values: filled(view, values) };
          triggered(asked, {
            type: 'view_submission',
            user: { id: person(), team_id: team.id },
            view: { ...given, state },
          });
          return asked;
        },
      };
    },
  };
}

/** Slash commands come as a form, all else as a form with JSON in it. */
function formOf(body: object): string {
  if ('command' in body) return new URLSearchParams(body as Record<string, string>).toString();
  return `payload=${encodeURIComponent(JSON.stringify(body))}`;
}

function shared(text: string, api: string): object {
  const size = Buffer.byteLength(text);
  return { id: 'F1', name: 'engine.log', mimetype: 'text/plain', size, url_private: fileUrl(api, text) };
}
