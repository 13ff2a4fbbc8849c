import { setTimeout as sleep } from 'node:timers/promises';
import { App, ExpressReceiver, SocketModeReceiver, type AppOptions, type Receiver } from '@slack/bolt';
import type { Application } from 'express';
import type { CommandWord } from '../../src/chat/words';
import type { ChatAdapter, Desk } from '../../src/ports';
import { announce } from './announce';
import type { Office, SlackLog } from './answering';
import type { Action, ActionBody, HomeOpened, ShortcutBody, ViewBody } from './bodies';
import { boltLog } from './bolt-log';
import { codeOf, type Calls, type Message } from './calls';
import { appTokenProblem, checkBotToken, refuseAppToken, type Identity } from './checks';
import { prompts } from './home';
import { keepConnected } from './keep-connected';
import { onAction, onCommand, onHomeOpened, onShortcut, onView } from './listen';
import { onMessage, threadAt } from './messages';
import { createPeople } from './people';
import type { SlackMessage } from './receive';
import type { AckView } from './submit';
import { webCalls } from './web-calls';

export interface SlackOptions {
  readonly transport: 'socket' | 'http';
  readonly answers: 'channel' | 'asker';
  readonly history: boolean;
  readonly admins?: string | undefined;
  readonly commands: Readonly<Record<CommandWord, string>>;
  readonly botToken: string;
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly apiUrl?: string | undefined;
  /** Where Slack calls, with the transport `http`. */
  readonly web?: { readonly app: Application; listen(): Promise<unknown>; close(): Promise<void> };
  /** Takes the place of both transports in tests. */
  readonly receiver?: Receiver;
}

/** Slack, by Socket Mode or signed HTTP. `start` rejects with the setting that is wrong. */
export function createSlack(options: SlackOptions, log: SlackLog): ChatAdapter {
  const receiver = options.receiver ?? receiverOf(options, log);
  const app = new App({ ...appOptions(options, log), receiver });
  const socket = receiver instanceof SocketModeReceiver ? receiver.client : undefined;
  const stopping = new AbortController();
  let connection: ReturnType<typeof keepConnected> | undefined;
  const calls = webCalls(app.client);
  let office: Office | undefined;
  return {
    name: 'slack',
    async start(desk) {
      refuseAppToken(options);
      const check = () =>
        checkBotToken(options, {
          authTest: () => app.client.auth.test(),
          codeOf,
          warn: (sentence) => log.warn({}, sentence),
        });
      const identity = await check();
      office = officeOf(app, calls, desk, identity, options, log);
      if (stopping.signal.aborted) return;
      if (!identity) void askAgain(check, office, log, stopping.signal);
      listen(app, office, options);
      if (options.web) await options.web.listen();
      const isUp = options.web !== undefined || (await begin(app, log));
      connection = socket && keepConnected(socket, log);
      if (stopping.signal.aborted) connection?.stop();
      else if (!isUp) void connection?.reconnect();
      if (isUp)
        log.info({ transport: options.transport, team: identity?.team ?? null }, 'Slack is connected');
    },
    isConnected: () => connection?.isConnected() ?? office !== undefined,
    announce: async (reply, place) => announce(reply, place, calls, options, log),
    async stop() {
      stopping.abort();
      connection?.stop();
      // What Slack calls is the server's: Bolt has nothing to end then.
      if (options.web) await options.web.close();
      else await app.stop();
    },
  };
}

/** How long one call of the Web API may take, in milliseconds; without it a silent proxy would hold an answer for ever. */
const callMs = 15_000;

function appOptions(options: SlackOptions, log: SlackLog): AppOptions {
  const { botToken: token, apiUrl } = options;
  return {
    token,
    // The check at the start asks, and says more of what it finds. Without ids Bolt would ask again at each event; they would
    // only serve to leave out the bot's own messages, which is done where messages are read.
    tokenVerificationEnabled: false,
    botId: 'unused',
    botUserId: 'unused',
    ignoreSelf: false,
    convoStore: false,
    logger: boltLog(log),
    clientOptions: {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      // Beside what Slack says of it in Retry-After.
      retryConfig: { retries: 8, factor: 1.5, minTimeout: 300, randomize: true },
      timeout: callMs,
    },
  };
}

/** A socket, which is kept connected by us; or what adds its route to the server that Slack calls. */
function receiverOf(
  { transport, appToken = '', signingSecret = '', apiUrl, web }: SlackOptions,
  log: SlackLog,
): Receiver {
  const logger = boltLog(log);
  const slackApi = apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
  const clientOptions = { ...slackApi, retryConfig: { retries: 2 }, timeout: callMs };
  return transport === 'socket'
    ? new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
        installerOptions: { clientOptions },
      })
    : new ExpressReceiver({
        signingSecret,
        endpoints: '/slack/events',
        logger,
        ...(web ? { app: web.app } : {}),
      });
}

/** Rejects where the app-level token is wrong; a Slack that cannot be reached now may be later. */
async function begin(app: App, log: SlackLog): Promise<boolean> {
  try {
    await app.start();
    return true;
  } catch (error) {
    const problem = appTokenProblem(codeOf(error));
    if (problem !== undefined) throw new Error(problem, { cause: error });
    log.warn({ reason: String(error) }, 'Slack cannot be reached: going on, and trying again');
    return false;
  }
}

function officeOf(
  app: App,
  calls: Calls,
  desk: Desk,
  identity: Identity | undefined,
  { botToken: token, apiUrl, history }: SlackOptions,
  log: SlackLog,
): Office {
  const userInfo = async (user: string) => (await app.client.users.info({ user })).user as never;
  return {
    desk,
    calls,
    people: createPeople({ userInfo, now: Date.now }),
    ...whoIs(identity ?? { user: '', team: '' }),
    mayRead: history,
    downloads: { token, apiUrl },
    log,
  };
}

/** How often Slack is asked who the bot is while it does not say, in milliseconds: until then everybody is a stranger. */
const askAgainMs = 10_000;

async function askAgain(
  check: () => Promise<Identity | undefined>,
  office: Office,
  log: SlackLog,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(askAgainMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const identity = await check().catch((error: unknown) => {
      log.error({ reason: String(error) }, 'Slack refuses the token');
      return undefined;
    });
    if (!identity) continue;
    Object.assign(office, whoIs(identity));
    return log.info({ team: identity.team }, 'Slack says who the bot is');
  }
}

function whoIs({ user: me, team, enterprise }: Identity): Pick<Office, 'me' | 'home'> {
  return { me, home: { team, enterprise } };
}

/** Each thing that people do is acknowledged before anything else, but a form, which is answered. */
function listen(app: App, office: Office, { commands, answers, history }: SlackOptions): void {
  for (const [name, word] of Object.entries(commands) as [CommandWord, string][])
    app.command(word, async ({ ack, body, respond }) => {
      await ack();
      await onCommand(name, body, respondOf(respond), answers === 'asker', office);
    });
  app.shortcut('diagnose_message', async ({ ack, body, respond }) => {
    await ack();
    await onShortcut(body as unknown as ShortcutBody, respondOf(respond), office);
  });
  app.action(/^(?:reply|form|public|kept)-/, async ({ ack, action, body, respond }) => {
    await ack();
    await onAction(action as Action, body as unknown as ActionBody, respondOf(respond), office);
  });
  app.view('form', async ({ ack, body }) =>
    onView(body as unknown as ViewBody, ack as unknown as AckView, office),
  );
  app.event('app_mention', async ({ event }) => {
    const message = event as SlackMessage;
    if (isFromPerson(message, office.me)) await onMessage(message, office);
  });
  app.event('message', async ({ event }) => {
    const message = event as SlackMessage;
    if (isFromPerson(message, office.me)) await heard(message, office, history);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const opened = event as HomeOpened;
    if (opened.tab === 'messages') await suggest(client, opened.channel, office);
    else await onHomeOpened(opened, office);
  });
  app.error(async (error) => office.log.error({ err: error }, 'a request from Slack could not be handled'));
}

function isFromPerson({ bot_id: bot, subtype, user }: SlackMessage, me: string): boolean {
  const isPlain = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
  return isPlain && bot === undefined && user !== undefined && user !== me;
}

/** Direct messages are for the bot; in channels, where it may listen, what is said in threads that it joined. */
async function heard(message: SlackMessage, office: Office, mayListen: boolean): Promise<void> {
  const { channel = '', channel_type: type, text = '', thread_ts: parent } = message;
  if (type === 'im') return onMessage(message, office);
  // A mention comes as an event of its own.
  if (!mayListen || parent === undefined || text.includes(`<@${office.me}>`)) return;
  const thread = await threadAt(channel, message, office);
  if (await office.desk.hasJoined(thread)) await onMessage(message, office, true);
}

async function suggest(client: App['client'], channel: string, { log }: Office): Promise<void> {
  await client.assistant.threads
    .setSuggestedPrompts({ channel_id: channel, prompts: [...prompts] })
    .catch((error: unknown) => log.debug({ err: error }, 'prompts could not be suggested'));
}

type BoltRespond = (message: never) => Promise<unknown>;

function respondOf(respond: BoltRespond | undefined) {
  if (!respond) return undefined;
  return async ({ text, blocks }: Message) => {
    await respond({ text, blocks, response_type: 'ephemeral', replace_original: false } as never);
  };
}
