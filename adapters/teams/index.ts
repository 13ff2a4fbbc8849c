import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type BotAdapter,
  type TurnContext,
} from 'botbuilder';
import type { Application } from 'express';
import type { ChatAdapter, Desk } from '../../src/ports';
import type { Person } from '../../src/request';
import { announce } from './announce';
import type { Office, TeamsLog } from './answering';
import { clouds, type Cloud } from './clouds';
import { fromChannel, fromHere, openDoor, type Check } from './door';
import { onInstalled, onInvoke, onMessage } from './listen';
import { callsOf } from './outlet';
import { personOf, threadOf, type Activity } from './receive';
import type { RetryOptions } from './retry';

export interface TeamsOptions {
  /** Empty where nobody is identified. */
  readonly appId: string;
  /** The only tenant that is served. */
  readonly tenantId: string;
  /** Where the administrators read: the id of a channel or a chat. */
  readonly admins?: string | undefined;
  /** What turns come through. */
  readonly adapter: BotAdapter;
  /** Who somebody is; by the directory's id unless told otherwise. */
  readonly who?: Office['who'];
  readonly where?: Office['where'];
  /** Downloads and uploads of files. */
  readonly load?: typeof fetch;
  readonly retry?: RetryOptions;
}

/** A Teams bot on an adapter of the Bot Framework; `turn` is what each activity is handed to. */
export function createTeams(options: TeamsOptions, log: TeamsLog) {
  const { adapter, tenantId, where = threadOf, load = fetch } = options;
  const { who = (activity) => personOf(activity, tenantId) } = options;
  const calls = callsOf(adapter, options);
  let office: Office | undefined;
  const chat: ChatAdapter = {
    name: 'teams',
    async start(desk: Desk) {
      office = { desk, calls, who, where, load, log };
    },
    announce: async (reply, place) => announce(reply, place, calls, options.admins, log),
    async stop() {},
  };
  return {
    chat,
    async turn(context: TurnContext): Promise<void> {
      const activity = context.activity as unknown as Activity;
      if (!office || activity.channelId !== 'msteams') return;
      // The turn does not wait for an answer, unless Teams does.
      if (activity.type === 'message') void onMessage(activity, office);
      else if (activity.type === 'installationUpdate') void onInstalled(activity, office);
      else if (activity.type === 'invoke')
        await context.sendActivity({ type: 'invokeResponse', value: await onInvoke(activity, office) });
    },
  };
}

/** The server that Teams calls. */
interface Web {
  readonly app: Application;
  listen(): Promise<unknown>;
  close(): Promise<void>;
}

export interface CloudOptions extends Pick<TeamsOptions, 'appId' | 'tenantId' | 'admins' | 'load' | 'retry'> {
  /** Left out where a managed identity takes its place. */
  readonly appPassword?: string | undefined;
  readonly cloud?: keyof typeof clouds;
  /** Where the channel's keys are; the cloud's own unless a test says otherwise. */
  readonly metadataUrl?: string;
  readonly credentials?: ConfigurationServiceClientCredentialFactory;
  readonly web: Web;
}

/** Teams by its own cloud: one tenant, under `/api/messages`. Throws where the app id or the tenant is empty: the framework would let everybody in. */
export function createTeamsCloud(options: CloudOptions, log: TeamsLog): ChatAdapter {
  const { appId, tenantId, cloud: name = 'public', metadataUrl } = options;
  if (appId === '' || tenantId === '') throw new Error('expected an app id and a tenant id');
  const cloud: Cloud = { ...clouds[name], ...(metadataUrl === undefined ? {} : { metadataUrl }) };
  const adapter = cloudAdapter(options, cloud);
  return called(
    adapter,
    createTeams({ ...options, adapter }, log),
    options.web,
    fromChannel(cloud.issuer, tenantId),
    log,
  );
}

const nobody: Person = { id: 'local/nobody', name: 'somebody' };
/** Who can write anything can name any channel: what a rule opens to one is not open there. */
const locally = (activity: Activity) => ({ ...threadOf(activity), channel: 'local' });

/** Teams' local client on this machine: nobody is identified, and everybody may do only what everybody may. */
export function createTeamsLocal({ web }: { readonly web: Web }, log: TeamsLog): ChatAdapter {
  // An empty app id turns the framework's authentication off.
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const teams = createTeams({ appId: '', tenantId: '', adapter, who: () => nobody, where: locally }, log);
  return called(adapter, teams, web, fromHere, log);
}

function called(
  adapter: CloudAdapter,
  { chat, turn }: ReturnType<typeof createTeams>,
  web: Web,
  check: Check,
  log: TeamsLog,
): ChatAdapter {
  ownRetries(adapter);
  openDoor(web.app, (request, response) => adapter.process(request, response as never, turn), check, log);
  return {
    ...chat,
    async start(desk) {
      await chat.start(desk);
      await web.listen();
    },
    async stop() {
      await web.close();
      await chat.stop();
    },
  };
}

/** The framework repeats calls by itself, as long as it is told to wait, an hour too; here `patiently` does. */
function ownRetries(adapter: CloudAdapter): void {
  adapter.use(async (context, next) => {
    const connector = context.turnState.get(adapter.ConnectorClientKey) as Connector | undefined;
    connector?.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    await next();
  });
}

interface Connector {
  readonly client: { readonly pipeline: { removePolicy(policy: { name: string }): unknown } };
}

/** The Bot Framework's adapter for one tenant. It accepts tokens of the channel alone, for this app, that expire. */
function cloudAdapter(
  { appId, appPassword, tenantId, credentials }: CloudOptions,
  cloud: Cloud,
): CloudAdapter {
  // One setting of these set, the others have to be too.
  const settings = {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...(appPassword === undefined
      ? { MicrosoftAppType: 'UserAssignedMSI' }
      : { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: appPassword }),
    ToBotFromChannelTokenIssuer: cloud.issuer,
    ToBotFromChannelOpenIdMetadataUrl: cloud.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.metadataUrl,
    ToChannelFromBotLoginUrl: `${cloud.login}/${tenantId}`,
    ToChannelFromBotOAuthScope: cloud.issuer,
    OAuthUrl: cloud.tokenUrl,
  };
  const validateClaims = async (claims: readonly { readonly type: string; readonly value: string }[]) => {
    const of = (type: string) => claims.find((claim) => claim.type === type)?.value;
    // Without this, tokens that any tenant gives out for the app's own id would do, and tokens that never expire.
    if (of('iss') !== cloud.issuer || of('aud') !== appId || !of('exp'))
      throw Object.assign(new Error('not a token of the channel'), { statusCode: 401 });
  };
  return new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      settings,
      credentials ?? new ConfigurationServiceClientCredentialFactory(settings),
      { requiredEndorsements: [], validateClaims },
    ),
  );
}
