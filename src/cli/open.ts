import { auditKey } from '../audit/key';
import { createBot } from '../bot';
import { loadConfig, type Config } from '../config';
import { examinations, type Patient } from '../doctor';
import type { Problem } from '../document';
import { liveKnowledge, openKnowledge, type LiveKnowledge } from '../live-knowledge';
import { liveConfig, type LiveConfig } from '../live-config';
import { createLog, type AdjustableLog } from '../log';
import { measuredLogs, measuredPost, measuredStore, meterSlot, type MeterSlot } from '../measured';
import type { Folders } from '../knowledge/load';
import { waysOf, type RemoteLogs, type Store, type TicketPost } from '../ports';
import type { Handle } from '../request';
import { createRuns, type Runs } from '../runs';
import type { World } from './world';

/** A bot ready to be asked, with what it runs on. */
export interface Opened {
  readonly handle: Handle;
  readonly config: Config;
  readonly knowledge: LiveKnowledge;
  readonly log: AdjustableLog;
  /** The configuration as it changes; `config` is what the process was started with. */
  readonly live: LiveConfig;
  /** Counts what happens, once something takes it. */
  readonly meter: MeterSlot;
  readonly store: Store;
  readonly remote: RemoteLogs;
  readonly runs: Runs;
  /** What a checkup looks at. */
  readonly patient: Patient;
  /** Lets go of connections and the store; a process that has answered ends by itself then. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly isChat?: boolean;
  /** Teams' local client takes the place of the real one. */
  readonly isTeamsLocal?: boolean;
}

/** Config, knowledge, bot, on the demo's made-up site where that may be and nothing is configured; or every problem of both at once, with file and line. */
function openBot(
  configPath: string | undefined,
  world: World,
  { isChat = false, isTeamsLocal = false }: OpenOptions,
): Opened | { readonly problems: readonly Problem[] } {
  const load = () => loadConfig(configPath, world.env, world.folder);
  const loaded = load();
  const folders: Folders = [world.knowledgeFolder, ...('config' in loaded ? loaded.config.knowledge : [])];
  const opened = openKnowledge(folders, world.knowledgeSnapshot);
  // For a trial of the local mode the section about the real Teams may stand there.
  const isAsked = ({ file }: Problem) => !(isTeamsLocal && file.startsWith('TEAMS_'));
  const ofChat = isChat && 'config' in loaded ? loaded.chatProblems.filter(isAsked) : [];
  const problems = [...problemsOf(loaded), ...ofChat, ...problemsOf(opened)];
  if (problems.length > 0 || 'problems' in loaded || 'problems' in opened) return { problems };
  const { config } = loaded;
  const log = createLog(config.log.level);
  const knowledge = liveKnowledge(folders, opened.knowledge);
  const live = liveConfig(loaded, load);
  const meter = meterSlot();
  const { note } = meter;
  const store = measuredStore(
    whenNeeded(() => world.openStore(config.store.folder)),
    note,
  );
  const isDemo = isChat && loaded.path === undefined && !config.slack && !config.teams;
  const { openRemoteLogs } = isDemo ? world.demo : world;
  const remote = measuredLogs(connectedWhenNeeded(openRemoteLogs), note);
  const runs = createRuns(store, log, world.now);
  const { now } = world;
  const nodes = () => (isDemo ? world.demo.nodes : live.settings().nodes);
  const patient: Patient = {
    config,
    load,
    folders,
    catalog: () => knowledge.current().catalog,
    store,
    nodes,
    remote,
    version: world.version,
    node: process.version,
    now,
    outside: world.checkOutside,
  };
  const handle = createBot({
    checkup: (signal) => examinations(patient, signal),
    settings() {
      const settings = live.settings();
      const { limits, language } = settings;
      return { nodes: nodes(), permissions: settings, limits, language };
    },
    post: measuredPost(postedWhenNeeded(config.tickets, world), note),
    postConfig: config.tickets,
    draw: world.draw,
    knowledge: knowledge.current,
    log,
    now,
    store,
    runs,
    remote,
    auditKey: () => auditKey(config.audit.key),
  });
  return {
    handle,
    config,
    knowledge,
    log,
    live,
    meter,
    store,
    remote,
    runs,
    patient,
    close: async () => void (await Promise.all([remote.close(), store.close()])),
  };
}

/** A store that is opened at its first use: most commands need none. */
function whenNeeded(open: () => Promise<Store>): Store {
  let opened: Promise<Store> | undefined;
  // A place that was full or locked may not be so the next time.
  const store = () =>
    (opened ??= open().catch((error: unknown) => ((opened = undefined), Promise.reject(error))));
  return {
    write: async (puts) => (await store()).write(puts),
    read: async (kind, id) => (await store()).read(kind, id),
    list: async (kind, of) => (await store()).list(kind, of),
    prune: async (kind, before) => (await store()).prune(kind, before),
    verify: async () => (await store()).verify(),
    backup: async (file) => (await store()).backup?.(file),
    close: async () => (await opened)?.close(),
  };
}

/** The post of drafts, opened at its first use; its ways are told by the configuration. */
function postedWhenNeeded(config: Config['tickets'], world: World): TicketPost {
  let opened: Promise<TicketPost> | undefined;
  return {
    ways: waysOf(config),
    send: async (...given) => (await (opened ??= world.openTicketPost(config))).send(...given),
  };
}

/** Remote logs that are opened at their first use. */
function connectedWhenNeeded(open: () => Promise<RemoteLogs>): RemoteLogs {
  let opened: Promise<RemoteLogs> | undefined;
  let there: RemoteLogs | undefined;
  const remote = () => (opened ??= open().then((logs) => (there = logs)));
  return {
    standing: () => there?.standing?.() ?? [],
    search: async (way, query, signal) => (await remote()).search(way, query, signal),
    list: async (way, listing, signal) => (await remote()).list(way, listing, signal),
    close: async () => (await opened)?.close(),
  };
}

/** As openBot, for a command that cannot go on without: the problems have then been told. */
export function openOrReport(
  configPath: string | undefined,
  world: World,
  options: OpenOptions = {},
): Opened | undefined {
  const bot = openBot(configPath, world, options);
  if (!('problems' in bot)) return bot;
  world.stderr.write(problemReport(bot.problems));
  return undefined;
}

function problemsOf(result: object): readonly Problem[] {
  return 'problems' in result ? (result.problems as readonly Problem[]) : [];
}

/** Problems as a person reads them: one a line, with its tip below. */
export function problemReport(problems: readonly Problem[]): string {
  return problems
    .map(({ file, line, message, tip }) => {
      // What stands in the environment has no lines.
      const place = line > 0 ? `${file}:${line}` : file;
      return `${place}: ${message}${tip ? `\n    ${tip}` : ''}\n`;
    })
    .join('');
}
