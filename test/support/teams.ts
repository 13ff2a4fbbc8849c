import { TestAdapter, type Activity, type ConversationReference, type TurnContext } from 'botbuilder';
import { createTeams, type TeamsOptions } from '../../adapters/teams';
import type { Desk } from '../../src/ports';

const appId = '00000000-1111-2222-3333-444444444444';
export const tenantId = '99999999-0000-0000-0000-000000000001';
const silent = { debug() {}, info() {}, warn() {}, error() {} };

type Card = Record<string, unknown>;

/** A message as it stands in Teams, by its newest version. */
export interface Shown {
  readonly id: string;
  readonly conversation: string;
  readonly activity: Partial<Activity>;
}

/** The Bot Framework's own adapter for tests, with what it lacks: turns and chats that the bot begins, and a note of each edit. */
class Recorder extends TestAdapter {
  readonly shown: Shown[] = [];
  readonly responses: { readonly status: number; readonly body: Card }[] = [];
  /** The statuses that Teams refuses the next calls with. */
  readonly refusals: number[] = [];
  /** Guests, by their id in Teams. */
  readonly guests = new Set<string>();
  /** Who has the app in a personal chat, by their id in the directory. */
  readonly chats = new Map<string, string>();

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]) {
    const { id: conversation } = context.activity.conversation;
    return activities.map((activity) => {
      const id = nextId();
      if (activity.type === 'invokeResponse') this.responses.push(activity.value as never);
      else this.refuse(() => this.shown.push({ id, conversation, activity }));
      return { id };
    });
  }

  override async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<void> {
    const { id: conversation } = context.activity.conversation;
    this.refuse(() => this.shown.push({ id: activity.id ?? '', conversation, activity }));
  }

  override async continueConversationAsync(_app: unknown, reference: unknown, logic: unknown): Promise<void> {
    const { conversation } = reference as Partial<ConversationReference>;
    const context = this.createContext({ type: 'event', ...(conversation ? { conversation } : {}) });
    // A member list is the connector's, which the framework's adapter for tests has not.
    context.turnState.set(this.ConnectorClientKey, {
      conversations: {
        getConversationMember: async (_: string, id: string) => ({
          userRole: this.guests.has(id) ? 'guest' : 'user',
        }),
      },
    });
    await this.runMiddleware(context, logic as (turn: TurnContext) => Promise<void>);
  }

  override async createConversationAsync(
    _app: unknown,
    _channel: unknown,
    _service: unknown,
    _audience: unknown,
    parameters: unknown,
    logic: unknown,
  ): Promise<void> {
    const [member] = (parameters as { members: { id: string }[] }).members;
    const id = this.chats.get(member?.id ?? '');
    if (id === undefined) throw Object.assign(new Error('not in the roster'), { statusCode: 403 });
    const context = this.createContext({ type: 'event', conversation: { id } as never });
    await this.runMiddleware(context, logic as (turn: TurnContext) => Promise<void>);
  }

  private refuse(otherwise: () => void): void {
    const statusCode = this.refusals.shift();
    if (statusCode !== undefined) throw Object.assign(new Error(`HTTP ${statusCode}`), { statusCode });
    otherwise();
  }
}

/** A Teams adapter fed by hand, and what it showed. */
export async function startTeams(desk: Desk, options: Partial<TeamsOptions> = {}) {
  let turn: (context: TurnContext) => Promise<void> = async () => {};
  const adapter = new Recorder((context) => turn(context));
  const retry = { wait: async () => undefined, tryMs: 2_000 };
  const anyService = 'https://smba.trafficmanager.net/teams/';
  const teams = createTeams({ appId, anyService, tenantId, adapter, retry, ...options }, silent);
  turn = teams.turn;
  await teams.chat.start(desk);
  const send = (activity: object) =>
    adapter.processActivity({ ...personal(), id: nextId(), ...activity } as never);
  return {
    chat: teams.chat,
    adapter,
    send,
    say: (text: string, rest: object = {}) => send({ text, ...rest }),
    /** Resolves to the answer of the invoke. */
    async invoke(name: string, value: unknown, rest: object = {}) {
      const count = adapter.responses.length;
      await send({ ...rest, type: 'invoke', name, value });
      return adapter.responses[count];
    },
    /** The cards that stand there, each in its newest version. */
    cards: () =>
      [...new Map(adapter.shown.map((each) => [each.id, each])).values()].flatMap((each) => {
        const content = each.activity.attachments?.[0]?.content as object | undefined;
        return content ? [{ ...each, content }] : [];
      }),
  };
}

let count = 0;
const nextId = () => `${1_700_000_000_000 + (count += 1)}`;

export const mei = { id: '29:1mei', name: 'Mei', aadObjectId: 'aaaaaaaa-0000-0000-0000-000000000001' };
export const li = { id: '29:1li', name: 'Li', aadObjectId: 'aaaaaaaa-0000-0000-0000-000000000002' };
const bot = { id: `28:${appId}`, name: 'Sherlog' };

/** An activity as Teams sends it from a personal chat. */
function personal() {
  return {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: mei,
    recipient: bot,
    conversation: { conversationType: 'personal', tenantId, id: 'a:1personal' },
    channelData: { tenant: { id: tenantId } },
  };
}

/** What a post in a channel, or one below it, has that a personal chat has not. */
export function inChannel(root: string) {
  const id = `19:general@thread.tacv2;messageid=${root}`;
  return { conversation: { conversationType: 'channel', isGroup: true, tenantId, id } };
}

/** A text with the mention of the bot before it, as Teams writes it. */
export function mentioning(text: string, id: string = bot.id) {
  const at = '<at>Sherlog</at>';
  return { text: `${at} ${text}`, entities: [{ type: 'mention', text: at, mentioned: { ...bot, id } }] };
}

/** Every text that a card shows, in order; fallbacks are what other clients show. */
export function textsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(textsIn);
  const shown = new Set(['text', 'title', 'label', 'codeSnippet', 'value']);
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'fallback' || key === 'data'
      ? []
      : shown.has(key) && typeof value === 'string'
        ? [value]
        : textsIn(value),
  );
}

/** The actions of a card. */
export function actionsIn(part: unknown): { type: string; title: string; data: Card }[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(actionsIn);
  const { type } = part as { type?: string };
  if (type === 'Action.Execute' || type === 'Action.Submit') return [part as never];
  return Object.values(part).flatMap(actionsIn);
}

/** A dialog that the bot opened, or left open. */
export interface Dialog {
  readonly type: string;
  readonly value: {
    readonly title: string;
    readonly card: {
      readonly content: { readonly body: readonly { readonly id?: string; readonly value?: string }[] };
    };
  };
}

/** What a dialog's submit hands over: its inputs as they stand, with some of them changed. */
export function filledDialog(dialog: Dialog, changes: Readonly<Record<string, string>>): object {
  const { content } = dialog.value.card;
  const inputs = content.body.flatMap(({ id, value = '' }) => (id ? [[id, value]] : []));
  const typed = Object.entries(changes).map(([name, value]) =>
    inputs.some(([id]) => id === `choice:${name}`)
      ? [`choice:${name}`, `=${value}`]
      : [`field:${name}`, value],
  );
  const [submit] = actionsIn(content);
  return { ...submit?.data, ...Object.fromEntries([...inputs, ...typed]) };
}
