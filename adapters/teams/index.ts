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
import { readActivity, type Activity } from './activity';
import { announce, threadOfAdmins } from './announce';
import type { Office, TeamsLog } from './answering';
import { clouds, type Cloud } from './clouds';
import { fromChannel, fromHere, isLoopback, openDoor, type Check } from './door';
import { onInstalled, onInvoke, onMessage } from './listen';
import { callsOf, type CallsOptions } from './outlet';
import { createPeople } from './people';
import { threadOf } from './receive';

export interface TeamsOptions extends CallsOptions {
  /** The adapter's name: what it keeps is its own. */
  readonly name?: string;
  /** Where the administrators read: the id of a channel or a chat. */
  readonly admins?: string | undefined;
  /** What turns come through. */
  readonly adapter: BotAdapter;
  /** Who somebody is; by the directory's id unless told otherwise. */
  readonly who?: Office['who'];
  readonly where?: Office['where'];
  /** Downloads and uploads of files. */
  readonly load?: typeof fetch;
  /** Where Teams is called for a conversation that nobody has written from yet. */
  readonly anyService?: string | undefined;
}

/** A Teams bot on an adapter of the Bot Framework; `turn` is what each activity is handed to. */
export function createTeams(options: TeamsOptions, log: TeamsLog) {
  const { adapter, tenantId, name = 'teams', load = fetch } = options;
  const calls = callsOf(adapter, options);
  const { where = (activity) => threadOf(activity, name) } = options;
  const { who = createPeople({ calls, home: tenantId, now: Date.now, log }) } = options;
  let service = options.anyService;
  const failed = (error: unknown) => log.error({ err: error }, 'an activity could not be answered');
  let office: Office | undefined;
  const chat: ChatAdapter = {
    name,
    async start(desk: Desk) {
      office = { name, desk, calls, who, where, load, log };
    },
    announce: async (reply, place) => {
      const admins = service === undefined ? undefined : threadOfAdmins(options.admins, name, service);
      const thread = place?.thread ?? admins;
      if (thread) await announce(reply, { ...place, thread }, calls, log);
    },
    async stop() {},
  };
  return {
    chat,
    async turn(context: TurnContext): Promise<void> {
      const activity = readActivity(context.activity);
      if (!office || activity.channelId !== 'msteams') return;
      service = activity.serviceUrl ?? service;
      // The turn does not wait for an answer, unless Teams does.
      if (activity.type === 'message') void onMessage(activity, office).catch(failed);
      else if (activity.type === 'installationUpdate') void onInstalled(activity, office).catch(failed);
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
    createTeams({ ...options, adapter, anyService: cloud.service }, log),
    options.web,
    fromChannel(cloud.issuer, tenantId),
    log,
  );
}

/** What the local mode keeps is none of the real one's, nor the other way round. */
const localName = 'teams-local';
const nobody: Person = { id: 'local/nobody', name: 'somebody' };
/** Who can write anything can name any channel: what a rule opens to one is not open there. */
const locally = (activity: Activity) => ({ ...threadOf(activity, localName), channel: 'local' });

/** Teams' local client on this machine: nobody is identified, and everybody may do only what everybody may. */
export function createTeamsLocal({ web }: { readonly web: Web }, log: TeamsLog): ChatAdapter {
  // An empty app id turns the framework's authentication off.
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const teams = createTeams(
    {
      name: localName,
      appId: '',
      tenantId: '',
      adapter,
      who: async () => nobody,
      where: locally,
      mayCall: isLoopback,
    },
    log,
  );
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
