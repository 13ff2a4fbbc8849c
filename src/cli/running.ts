import { setTimeout as sleep } from 'node:timers/promises';
import { createDesk } from '../desk';
import type { Knowledge } from '../live-knowledge';
import { measuredDesk, measuredHandle } from '../measured';
import type { ChatAdapter, Desk, Ops, Standing } from '../ports';
import { watchRuns } from '../runs/watch';
import type { Opened } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** How long searches that go on are waited for when the process is asked to end, in milliseconds; then they are ended. */
const graceMs = 10_000;
/** How long what was ended may take to be told, in milliseconds. */
const lastWordMs = 4_000;

/** Until every adapter has ended, or the process is asked to: then what runs is waited for, ended, and told. */
export async function running(
  adapters: readonly ChatAdapter[],
  bot: Opened,
  world: World,
  ops: Ops | undefined,
): Promise<ExitCode> {
  const { store, log, meter } = bot;
  const handle = measuredHandle(bot.handle, meter.note);
  const { idle, ...plain } = createDesk({ handle, store, log, now: world.now });
  const desk = measuredDesk(plain, meter.note);
  const up = new Set<ChatAdapter>();
  const starting = adapters.map(async (adapter) => {
    const isUp = await started(adapter, desk, world);
    if (isUp) up.add(adapter);
    return isUp;
  });
  const isService = adapters.every(({ name }) => name !== 'terminal');
  // Who only watches keeps nobody from being answered.
  const standing = () => standingOf(adapters, up, bot);
  await ops?.listen(standing).catch((error: Error) => world.stderr.write(`${error.message}\n`));
  const watching = watched(adapters, bot, world);
  const ended = Promise.all(starting).then(async (all) => {
    if (!all.some(Boolean)) return false;
    await endOf(adapters, world);
    return true;
  });
  // The first question would pay for the indexes of cases and topics: they are made once the chats are there.
  if (isService) void Promise.all(starting).then(() => setImmediate(warm, bot.knowledge.current()));
  const hasRun = await Promise.race([ended, world.untilStopped().then(() => true)]);
  up.clear();
  // Nothing more comes in; what is being answered still goes out.
  await Promise.all(adapters.map((adapter) => adapter.stop()));
  await Promise.race([idle(), sleep(graceMs, undefined, { ref: false })]);
  bot.runs.stop();
  await Promise.race([idle(), sleep(lastWordMs, undefined, { ref: false })]);
  await watching?.stop();
  return hasRun ? exitCodes.answered : exitCodes.failure;
}

function warm({ caseIndex, topicIndex }: Knowledge): void {
  caseIndex();
  topicIndex();
}

function standingOf(adapters: readonly ChatAdapter[], up: ReadonlySet<ChatAdapter>, bot: Opened): Standing {
  const chats = adapters.map((adapter) => ({
    name: adapter.name,
    isConnected: up.has(adapter) && (adapter.isConnected?.() ?? true),
  }));
  return {
    chats,
    isReady: chats.some(({ isConnected }) => isConnected),
    searching: bot.runs.count(),
    nodes: bot.remote.standing?.() ?? [],
  };
}

/** Chats of who is at this machine: their threads end with the process, and they say themselves where they are. */
const local = new Set(['terminal', 'web']);

/** Tells of searches that another process left; who is at this machine has no thread left to be told in. */
function watched(adapters: readonly ChatAdapter[], { store, log, runs }: Opened, { now }: World) {
  const listening = adapters.filter(({ name }) => !local.has(name));
  if (listening.length === 0) return undefined;
  return watchRuns({
    store,
    log,
    process: runs.process,
    now,
    adapters: new Set(listening.map(({ name }) => name)),
    tell: async (reply, place) =>
      adapters.find(({ name }) => name === place.thread.adapter)?.announce(reply, place),
  });
}

/** A terminal has ended when its start has, and all with it; what listens goes on. */
function endOf(adapters: readonly ChatAdapter[], world: World): Promise<void> {
  return adapters.some(({ name }) => name === 'terminal') ? Promise.resolve() : world.untilStopped();
}

/** One adapter that cannot be started leaves the others alone; without any the process ends. */
async function started(adapter: ChatAdapter, desk: Desk, world: World): Promise<boolean> {
  try {
    await adapter.start(desk);
    if (!local.has(adapter.name)) world.stderr.write(`${adapter.name}: started\n`);
    return true;
  } catch (error) {
    world.stderr.write(`${adapter.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
