import { setTimeout as sleep } from 'node:timers/promises';
import { watchRuns } from '../runs/watch';
import { createDesk } from '../desk';
import type { Problem } from '../document';
import type { Locale } from '../language';
import type { Knowledge } from '../live-knowledge';
import { channelWarnings } from '../permission/consistency';
import { measured } from '../measured';
import type { ChatAdapter, Ops } from '../ports';
import type { Reply } from '../reply';
import { openOrReport, problemReport, type Opened } from './open';
import { prunedNow } from './store';
import { exitCodes, type ExitCode, type World } from './world';

const dayMs = 86_400_000;
/** How long answers that are worked on are waited for when the process is asked to end, in milliseconds. */
const graceMs = 8_000;

export interface ServeOptions {
  readonly config?: string;
  readonly lang?: Locale;
  readonly teamsInsecureLocal?: boolean;
}

/** `sherlog serve`: starts every configured chat adapter; the terminal, while no other is configured. */
export async function serve(options: ServeOptions, world: World): Promise<ExitCode> {
  const { teamsInsecureLocal: isTeamsLocal = false } = options;
  if (isTeamsLocal && !isLocalAlone(world)) return exitCodes.failure;
  const bot = openOrReport(options.config, world, { isChat: true, isTeamsLocal });
  if (!bot) return exitCodes.failure;
  if (isTeamsLocal) world.stderr.write(insecure(bot.config.http.port));
  const chats = await world.openChats(bot.config, bot.log, { isTeamsLocal });
  const adapters = chats.length > 0 ? chats : [await world.openTerminal(options.lang)];
  const pruning = setInterval(() => void tidied(bot, world), dayMs).unref();
  // Watching costs time that nobody should wait for: the chat is ready first.
  void bot.knowledge.watch((problems) => {
    bot.log.info({ problems: problems.length }, 'knowledge reloaded');
    for (const adapter of adapters) void adapter.announce(reloadNotice(problems)).catch(() => undefined);
  });
  const { permissions, nodes } = bot.config;
  for (const warning of channelWarnings(permissions, nodes)) bot.log.warn({}, warning);
  // The first question would pay for the indexes of cases and topics while others wait; the chats connect meanwhile.
  if (chats.length > 0) setImmediate(warm, bot.knowledge.current());
  const ops = chats.length > 0 ? await world.openOps(bot.config.ops) : undefined;
  try {
    return await run(adapters, ops ? { ...bot, handle: measured(bot.handle, ops.meter) } : bot, world, ops);
  } finally {
    await ops?.close();
    clearInterval(pruning);
    await bot.knowledge.close();
    await bot.close();
  }
}

function warm({ caseIndex, topicIndex }: Knowledge): void {
  caseIndex();
  topicIndex();
}

/** Beside real credentials the unauthenticated way in would be a hole. */
function isLocalAlone({ env, stderr }: World): boolean {
  const set = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'].filter((name) => env[name]?.trim());
  if (set.length === 0) return true;
  stderr.write(`teams: --teams-insecure-local is for trials without credentials; found ${set.join(', ')}\n`);
  return false;
}

/** What is said at every start. */
function insecure(port: number): string {
  return `teams: INSECURE, for trials alone: whoever is on this machine is let in at http://127.0.0.1:${port}/api/messages, and identified as nobody\n`;
}

/** Until every adapter has ended, or the process is asked to: then what runs is ended, told, and waited for. */
async function run(
  adapters: readonly ChatAdapter[],
  bot: Opened,
  world: World,
  ops: Ops | undefined,
): Promise<ExitCode> {
  const { store, log, runs } = bot;
  const desk = createDesk({ handle: bot.handle, store, log, now: world.now });
  const starting = adapters.map((adapter) => started(adapter, desk, world));
  let isReady = false;
  void Promise.all(starting).then((all) => (isReady = all.some(Boolean)));
  // Who only watches keeps nobody from being answered.
  await ops?.listen(() => isReady).catch((error: Error) => world.stderr.write(`${error.message}\n`));
  const listening = adapters.filter(({ name }) => name !== 'terminal');
  const watching =
    listening.length === 0
      ? undefined
      : watchRuns({
          store,
          log,
          process: runs.process,
          now: world.now,
          adapters: new Set(listening.map(({ name }) => name)),
          tell: async (reply, place) =>
            adapters.find(({ name }) => name === place.thread.adapter)?.announce(reply, place),
        });
  const ended = Promise.all(starting).then(async (all) => {
    if (!all.some(Boolean)) return false;
    await endOf(adapters, world);
    return true;
  });
  const hasRun = await Promise.race([ended, world.untilStopped().then(() => true)]);
  isReady = false;
  runs.stop();
  await watching?.stop();
  // Nothing more comes in; what is being answered still goes out.
  await Promise.all(adapters.map((adapter) => adapter.stop()));
  await Promise.race([desk.idle(), sleep(graceMs, undefined, { ref: false })]);
  return hasRun ? exitCodes.answered : exitCodes.failure;
}

/** A terminal has ended when its start has; what listens goes on. */
function endOf(adapters: readonly ChatAdapter[], world: World): Promise<void> {
  return adapters.every(({ name }) => name === 'terminal') ? Promise.resolve() : world.untilStopped();
}

/** One adapter that cannot be started leaves the others alone; without any the process ends. */
async function started(
  adapter: ChatAdapter,
  desk: ReturnType<typeof createDesk>,
  world: World,
): Promise<boolean> {
  try {
    await adapter.start(desk);
    if (adapter.name !== 'terminal') world.stderr.write(`${adapter.name}: started\n`);
    return true;
  } catch (error) {
    world.stderr.write(`${adapter.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

/** Once a day what is kept no longer goes; a store that cannot be written to is not worth more than a line. */
async function tidied(bot: Opened, world: World): Promise<void> {
  try {
    bot.log.info({ gone: await prunedNow(bot, world.now()) }, 'store pruned');
  } catch (error) {
    bot.log.warn({ err: error }, 'the store could not be pruned');
  }
}

function reloadNotice(problems: readonly Problem[]): Reply {
  if (problems.length === 0)
    return {
      kind: 'reply',
      blocks: [{ kind: 'note', lines: [['The knowledge was reloaded. 知识库已重新加载。']] }],
    };
  const title =
    'The knowledge was not reloaded; the last good version stays. 知识库未重新加载，仍使用上一个正确版本。';
  return {
    kind: 'reply',
    tone: 'failure',
    title,
    blocks: [{ kind: 'excerpt', lines: problemReport(problems).trimEnd().split('\n') }],
  };
}
