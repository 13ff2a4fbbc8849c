import { TestAdapter, type Activity, type ConversationReference, type TurnContext } from 'botbuilder';
import { createTeams } from '../../adapters/teams';
import type { Desk } from '../../src/ports';

const appId = '00000000-1111-2222-3333-444444444444';
export const tenantId = '99999999-0000-0000-0000-000000000001';
const silent = { debug() {}, info() {}, warn() {}, error() {} };

type Card = Record<string, unknown>;

/** The Bot Framework's own adapter for tests, with what it lacks: turns that the bot begins, and a note of each edit. */
class Recorder extends TestAdapter {
  readonly shown: { readonly id: string; readonly activity: Partial<Activity> }[] = [];
  readonly responses: { readonly status: number; readonly body: Card }[] = [];
  private count = 0;

  override async sendActivities(_: TurnContext, activities: Partial<Activity>[]) {
    return activities.map((activity) => {
      const id = `sent-${(this.count += 1)}`;
      if (activity.type === 'invokeResponse') this.responses.push(activity.value as never);
      else this.shown.push({ id, activity });
      return { id };
    });
  }

  override async updateActivity(_: TurnContext, activity: Partial<Activity>): Promise<void> {
    this.shown.push({ id: activity.id ?? '', activity });
  }

  override async continueConversationAsync(_: unknown, reference: unknown, logic: unknown): Promise<void> {
    const { conversation } = reference as Partial<ConversationReference>;
    const context = this.createContext({ type: 'event', ...(conversation ? { conversation } : {}) });
    await this.runMiddleware(context, logic as (turn: TurnContext) => Promise<void>);
  }
}

/** A Teams adapter fed by hand, and what it showed. */
export async function startTeams(desk: Desk) {
  let turn: (context: TurnContext) => Promise<void> = async () => {};
  const adapter = new Recorder((context) => turn(context));
  const teams = createTeams({ appId, tenantId, adapter }, silent);
  turn = teams.turn;
  await teams.chat.start(desk);
  const of = personal();
  return {
    chat: teams.chat,
    adapter,
    say: (text: string, rest: object = {}) =>
      adapter.processActivity({ ...of, ...rest, id: nextId(), text } as never),
    /** Resolves to the answer of the invoke. */
    async invoke(name: string, value: unknown, rest: object = {}) {
      const count = adapter.responses.length;
      await adapter.processActivity({ ...of, ...rest, id: nextId(), type: 'invoke', name, value } as never);
      return adapter.responses[count];
    },
  };
}

let count = 0;
const nextId = () => `${1_700_000_000_000 + (count += 1)}`;

/** An activity as Teams sends it from a personal chat. */
function personal() {
  return {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:1mei', name: 'Mei', aadObjectId: 'aaaaaaaa-0000-0000-0000-000000000001' },
    recipient: { id: `28:${appId}`, name: 'Sherlog' },
    conversation: { conversationType: 'personal', tenantId, id: 'a:1personal' },
    channelData: { tenant: { id: tenantId } },
  };
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
