import { actionsIn, filledDialog, mentioning, type Dialog } from '../../test/support/teams';
import { commandIn } from '../buttons';
import type { Answer, Asked, Ledger } from '../ledger';
import type { Sent, TeamsPeer } from '../peers/teams';
import { post, type Chat, type Delivered, type Found, type FoundForm } from './chat';
import type { Deliveries } from './redeliver';

interface TeamsDeps {
  /** The program's port. */
  readonly port: number;
  readonly ledger: Ledger;
  readonly peer: TeamsPeer;
  readonly deliveries: Deliveries;
  readonly random: () => number;
}

/** Teams as people use it, by its local mode: the program takes everybody for the same nobody. */
export function teamsChat({ port, ledger, peer, deliveries, random }: TeamsDeps): Chat {
  const url = `http://127.0.0.1:${port}/api/messages`;
  let count = 0;
  const next = () => (count += 1);
  const ask = (kind: string, place: string, redraws?: string) =>
    ledger.ask({ kind, platform: 'teams', place, redraws });

  function deliver(asked: Asked, of: object, heard?: (told: Delivered) => void): void {
    const body = JSON.stringify({
      type: 'message',
      id: `${1_700_000_000_000 + next()}`,
      channelId: 'msteams',
      serviceUrl: peer.serviceUrl,
      from: { id: `29:person-${Math.floor(random() * 6)}`, name: 'Mei' },
      recipient: { id: '28:bot', name: 'Sherlog' },
      conversation: conversationOf(asked.place),
      ...of,
    });
    deliveries.deliver(asked, () => post(url, body, { 'content-type': 'application/json' }), heard);
  }

  function invoke(asked: Asked, name: string, value: unknown, of: object = {}): void {
    const leafs = asked.kind === 'press page';
    deliver(asked, { type: 'invoke', name, value, ...of }, ({ status, text }) => {
      const answer = status === 200 ? toldIn(text, leafs) : undefined;
      if (answer !== undefined) ledger.told(asked, answer);
    });
  }

  function press(action: Action, id: string, place: string): Asked {
    const { data, type, verb } = action;
    const does = verb === 'page' || verb === 'file' ? verb : (commandIn(data['payload']) ?? '?');
    const asked = ask(`press ${does}`, place, does === 'cancel' ? id : undefined);
    if (type === 'Action.Submit') invoke(asked, 'task/fetch', { data }, { replyToId: id });
    else invoke(asked, 'adaptiveCard/action', { action, trigger: 'manual' }, { replyToId: id });
    return asked;
  }

  const say = (kind: string, text: string): Asked => {
    const isDirect = random() < 0.5;
    const place = isDirect ? `a:${next()}` : `19:soak@thread.tacv2;messageid=${next()}`;
    const asked = ask(kind, place);
    deliver(asked, isDirect ? { text } : mentioning(text, '28:bot'));
    return asked;
  };

  return {
    platform: 'teams',
    say,
    command: (kind, name, text) => say(kind, `/${name} ${text}`),
    openHome() {
      const asked = ask('home', `a:${next()}`);
      deliver(asked, { text: 'home' });
      return asked;
    },
    buttons({ place }, answer): Found[] {
      const { id } = answer;
      if (id === undefined) return [];
      return actionsOf(answer).map((action) => ({
        command: commandIn(action.data['payload']),
        opensForm: action.type === 'Action.Submit',
        press: () => press(action, id, place),
      }));
    },
    form({ place }, { content }): FoundForm | undefined {
      const dialog = content as Dialog;
      if (dialog?.type !== 'continue') return undefined;
      const inputs = dialog.value.card.content.body.flatMap(({ id = '' }) => id);
      return {
        fields: inputs.filter((id) => id.startsWith('field:')).map((id) => id.slice('field:'.length)),
        submit(values) {
          const asked = ask('submit', place);
          invoke(asked, 'task/submit', { data: filledDialog(dialog, values) });
          return asked;
        },
      };
    },
  };
}

type Action = ReturnType<typeof actionsIn>[number] & { readonly verb?: string };

function actionsOf({ content }: Answer): Action[] {
  return actionsIn((content as Sent).attachments);
}

function conversationOf(place: string): object {
  if (place.startsWith('a:')) return { id: place, conversationType: 'personal' };
  return { id: place, conversationType: 'channel', isGroup: true };
}

/** What Teams shows at once to who did something, where that is the answer, and not the word where it stands. */
function toldIn(text: string, leafs: boolean): unknown {
  const body = (text === '' ? {} : JSON.parse(text)) as {
    readonly task?: { readonly value: unknown };
    readonly type?: string;
    readonly value?: unknown;
  };
  const value = body.task?.value ?? body.value;
  const isElsewhere = typeof value === 'string' && value.startsWith('The answer is in the conversation');
  if (value === undefined || isElsewhere) return undefined;
  // A pressed card that says who pressed it stands beside the answer.
  if (body.type === 'application/vnd.microsoft.card.adaptive' && !leafs) return undefined;
  return body.task ?? value;
}
