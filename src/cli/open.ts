import { auditKey } from '../audit/key';
import { createBot } from '../bot';
import { loadConfig, type Config } from '../config';
import type { Problem } from '../document';
import { liveKnowledge, openKnowledge, type LiveKnowledge } from '../live-knowledge';
import { createLog, type Log } from '../log';
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
  readonly log: Log;
  readonly store: Store;
  readonly remote: RemoteLogs;
  readonly runs: Runs;
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
  const loaded = loadConfig(configPath, world.env, world.folder);
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
  const store = whenNeeded(() => world.openStore(config.store.folder));
  const site =
    isChat && !loaded.hasFile && !config.slack && !config.teams
      ? world.demo
      : { ...config, openRemoteLogs: world.openRemoteLogs };
  const remote = connectedWhenNeeded(() => site.openRemoteLogs());
  const runs = createRuns(store, log, world.now);
  const { nodes } = site;
  const { language } = config;
  const { now } = world;
  const { limits } = config;
  const handle = createBot({
    permissions: config,
    limits,
    post: postedWhenNeeded(config.tickets, world),
    postConfig: config.tickets,
    draw: world.draw,
    knowledge: knowledge.current,
    log,
    now,
    language,
    store,
    runs,
    nodes,
    remote,
    auditKey: () => auditKey(config.audit.key),
  });
  return {
    handle,
    config,
    knowledge,
    log,
    store,
    remote,
    runs,
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
  const remote = () => (opened ??= open());
  return {
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
