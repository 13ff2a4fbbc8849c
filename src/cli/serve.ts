import { channelWarnings } from '../permission/consistency';
import type { ChatAdapter } from '../ports';
import { openLocalChats, type LocalOptions } from './local-chats';
import { openOrReport, type Opened } from './open';
import { reloading } from './reloading';
import { running } from './running';
import { prunedNow } from './store';
import { exitCodes, type ExitCode, type World } from './world';

const dayMs = 86_400_000;

export interface ServeOptions extends LocalOptions {
  readonly config?: string;
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
  const adapters = [...chats, ...(await openLocalChats(chats.length > 0, options, bot, world))];
  const ops = chats.length > 0 ? await world.openOps(bot.config.ops) : undefined;
  if (ops) bot.meter.fill(ops.meter);
  // A terminal that is closed ends its process, and its bugs are seen.
  const isService = adapters.every(({ name }) => name !== 'terminal');
  const care = takenCareOf(bot, adapters, isService, world);
  try {
    return await running(adapters, bot, world, ops);
  } finally {
    await ops?.close();
    await care.close();
    await bot.close();
  }
}

/** What goes on beside the answers. */
function takenCareOf(bot: Opened, adapters: readonly ChatAdapter[], isService: boolean, world: World) {
  const { log, meter, config } = bot;
  const files = reloading(bot, (notice) => {
    for (const adapter of adapters) void adapter.announce(notice).catch(() => undefined);
  });
  const pruning = setInterval(() => void tidied(bot, world), dayMs).unref();
  // Watching costs time that nobody should wait for: the chat is ready first.
  void files.start();
  // Answers go on without it: who runs the service should know.
  if (isService)
    void bot.store.read('lease', 'none').catch((error: Error) => {
      world.stderr.write(`store: nothing is kept until this is mended: ${error.message}\n`);
    });
  for (const warning of channelWarnings(config.permissions, config.nodes)) log.warn({}, warning);
  if (isService) {
    world.onReload(files.now);
    world.onUnhandled((error) => {
      meter.note({ kind: 'unhandled' });
      log.error({ err: error }, 'a rejection that nothing handled: a bug');
    });
  }
  return {
    async close() {
      clearInterval(pruning);
      await files.close();
    },
  };
}

/** Beside real credentials the unauthenticated way in would be a hole. */
function isLocalAlone({ env, stderr }: World): boolean {
  const set = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'].filter((name) =>
    (env[name] ?? env[`${name}_FILE`])?.trim(),
  );
  if (set.length === 0) return true;
  stderr.write(`teams: --teams-insecure-local is for trials without credentials; found ${set.join(', ')}\n`);
  return false;
}

/** What is said at every start. */
function insecure(port: number): string {
  return `teams: INSECURE, for trials alone: whoever is on this machine is let in at http://127.0.0.1:${port}/api/messages, and identified as nobody\n`;
}

/** Once a day what is kept no longer goes; a store that cannot be written to is not worth more than a line. */
async function tidied(bot: Opened, world: World): Promise<void> {
  try {
    bot.log.info({ gone: await prunedNow(bot, world.now()) }, 'store pruned');
  } catch (error) {
    bot.log.warn({ err: error }, 'the store could not be pruned');
  }
}
