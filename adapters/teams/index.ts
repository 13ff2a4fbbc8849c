import { TurnContext, type BotAdapter } from 'botbuilder';
import type { ChatAdapter, Desk } from '../../src/ports';
import {
  onMessage,
  onPress,
  onTaskFetch,
  onTaskSubmit,
  type Office,
  type TeamsLog,
  type Turn,
} from './listen';
import { callsOf, createOutlet, type TeamsRef } from './outlet';
import type { Activity } from './receive';

export interface TeamsOptions {
  readonly appId: string;
  /** The only tenant that is served. */
  readonly tenantId: string;
  /** What turns come through. */
  readonly adapter: BotAdapter;
}

/** A Teams bot on an adapter of the Bot Framework; `turn` is what each activity is handed to. */
export function createTeams({ appId, tenantId, adapter }: TeamsOptions, log: TeamsLog) {
  const calls = callsOf(adapter, appId);
  let office: Office | undefined;
  const chat: ChatAdapter = {
    name: 'teams',
    async start(desk: Desk) {
      office = { desk, calls, tenant: tenantId, log };
    },
    async announce(reply, place) {
      const posted = place?.posted as TeamsRef | undefined;
      if (!place || !posted) return;
      const { reference } = posted;
      const outlet = createOutlet({
        calls,
        reference,
        thread: place.thread,
        openForm: async () => 'too-late',
      });
      if ((await outlet.edit(posted, reply)) === 'gone') await outlet.post(reply);
    },
    async stop() {},
  };
  return {
    chat,
    async turn(context: TurnContext): Promise<void> {
      const activity = context.activity as unknown as Activity;
      const turn: Turn = { activity, reference: TurnContext.getConversationReference(context.activity) };
      if (!office || activity.channelId !== 'msteams') return;
      await take(turn, office, context);
    },
  };
}

/** Messages and presses are answered in turns of their own; an invoke is answered in this one. */
async function take(turn: Turn, office: Office, context: TurnContext): Promise<void> {
  const { type, name } = turn.activity;
  if (type === 'message') return void onMessage(turn, office);
  if (type !== 'invoke') return;
  if (name === 'adaptiveCard/action') {
    void onPress(turn, office);
    return respond(context, {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: '…',
    });
  }
  const opens = name === 'task/fetch' ? onTaskFetch : name === 'task/submit' ? onTaskSubmit : undefined;
  if (!opens) return respond(context, {}, 501);
  const task = await opens(turn, office);
  return respond(context, task ? { task } : {});
}

async function respond(context: TurnContext, body: object, status = 200): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status, body } } as never);
}
