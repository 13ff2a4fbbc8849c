import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  TurnContext,
  type BotAdapter,
} from 'botbuilder';
import type { Application } from 'express';
import type { ChatAdapter, Desk } from '../../src/ports';
import { openDoor, publicIssuer } from './door';
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
  await context.sendActivity({ type: 'invokeResponse', value: { status, body } });
}

export interface CloudOptions {
  readonly appId: string;
  /** Left out where a managed identity takes its place. */
  readonly appPassword?: string | undefined;
  readonly tenantId: string;
  /** Who signs what the channel sends, and where the keys are; Microsoft's own unless a test, or another cloud, says otherwise. */
  readonly issuer?: string;
  readonly metadataUrl?: string;
  readonly credentials?: ConfigurationServiceClientCredentialFactory;
  /** Where Teams calls. */
  readonly web: { readonly app: Application; listen(): Promise<unknown>; close(): Promise<void> };
}

/** Teams by its own cloud: one tenant, under `/api/messages`. */
export function createTeamsCloud(options: CloudOptions, log: TeamsLog): ChatAdapter {
  const adapter = cloudAdapter(options);
  const { chat, turn } = createTeams({ ...options, adapter }, log);
  openDoor(
    options.web.app,
    (request, response) => adapter.process(request, response as never, turn),
    options,
    log,
  );
  return {
    ...chat,
    async start(desk) {
      await chat.start(desk);
      await options.web.listen();
    },
    async stop() {
      await options.web.close();
      await chat.stop();
    },
  };
}

const publicMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** The Bot Framework's adapter for one tenant. It accepts tokens of the channel alone, for this app, that expire. */
function cloudAdapter(options: CloudOptions): CloudAdapter {
  const { appId, appPassword, tenantId, issuer = publicIssuer, metadataUrl = publicMetadata } = options;
  // One setting of these set, the others have to be too.
  const settings = {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...(appPassword === undefined
      ? { MicrosoftAppType: 'UserAssignedMSI' }
      : { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: appPassword }),
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
    ToChannelFromBotOAuthScope: publicIssuer,
    OAuthUrl: 'https://token.botframework.com',
  };
  const validateClaims = async (claims: readonly { readonly type: string; readonly value: string }[]) => {
    const of = (type: string) => claims.find((claim) => claim.type === type)?.value;
    // Without this, tokens that any tenant gives out for the app's own id would do, and tokens that never expire.
    if (of('iss') !== issuer || of('aud') !== appId || !of('exp'))
      throw Object.assign(new Error('not a token of the channel'), { statusCode: 401 });
  };
  const credentials = options.credentials ?? new ConfigurationServiceClientCredentialFactory(settings);
  return new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(settings, credentials, {
      requiredEndorsements: [],
      validateClaims,
    }),
  );
}
