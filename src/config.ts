import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  httpSchema,
  secretPages,
  slackOf,
  slackSchema,
  teamsOf,
  teamsSchema,
  type SlackConfig,
  type SlackSecrets,
  type TeamsConfig,
  type TeamsSecrets,
} from './chat-schema';
import { readDocument, type Problem } from './document';
import { logLevels, type LogLevel } from './log';
import { nodeProblems } from './nodes/consistency';
import { nodeSchema } from './nodes/schema';
import { opsSchema } from './ops-schema';
import { ruleProblems } from './permission/consistency';
import { postSchema, type PostConfig } from './ticket/post-schema';
import { permissionParts } from './permission/schema';
import { defaultDays, storeDays, type Days } from './store-days';

const folder = z.string().min(1).max(1_000);

/** The configuration's form; a file may leave out any of it. */
export const configSchema = z.strictObject({
  /** Language of the answers: `auto` answers in the question's own. */
  language: z.enum(['auto', 'en', 'zh']).default('auto'),
  log: z.strictObject({ level: z.enum(logLevels).default('warn') }).default({ level: 'warn' }),
  /** Folders with knowledge of one's own, which adds to the built-in or replaces it by id. */
  knowledge: z.array(folder).max(20).default([]),
  /** Where feedback and unmatched pastes are kept. */
  store: z
    .strictObject({
      folder: folder.optional(),
      /** Days that each kind is kept. */
      days: storeDays,
    })
    .default({ days: defaultDays }),
  /** The key of the record of who did what; outside the store, so that who can change that cannot forge the record. */
  audit: z.strictObject({ key: folder.optional() }).default({}),
  ...permissionParts,
  /** Requests a minute that are answered, of a person and of a channel; 0 for as many as come. */
  limits: z
    .strictObject({ person: z.int().min(0).default(30), channel: z.int().min(0).default(120) })
    .default({ person: 30, channel: 120 }),
  /** Where ticket drafts can be sent, at a person's press. */
  tickets: postSchema.default({}),
  /** Used once a token is in the environment. */
  slack: slackSchema.optional(),
  /** Used once an app's id is in the environment. */
  teams: teamsSchema.optional(),
  /** Where chat platforms call; nothing listens where none does. */
  http: httpSchema.default({ host: '0.0.0.0', port: 3_978 }),
  /** Where health and metrics are asked for, while a chat platform is served. */
  ops: opsSchema,
  /** Machines whose logs may be read. */
  nodes: z.array(nodeSchema).max(500).default([]),
});

/** The configuration as the process uses it: relative folders counted from the file's, defaults filled in. */
export interface Config extends Readonly<
  Omit<z.infer<typeof configSchema>, 'store' | 'audit' | 'tickets' | 'slack' | 'teams'>
> {
  readonly store: { readonly folder: string; readonly days: Days };
  readonly audit: { readonly key: string };
  readonly tickets: PostConfig & { readonly folder: string };
  readonly slack?: SlackConfig & SlackSecrets;
  readonly teams?: TeamsConfig & TeamsSecrets;
}

/** Largest configuration file, in bytes. */
const maxBytes = 1_048_576;

/** `hasFile` is false where nothing is configured and all of it is defaults. */
export type LoadedConfig =
  | {
      readonly config: Config;
      readonly hasFile: boolean;
      /** What keeps a chat platform from being started. */
      readonly chatProblems: readonly Problem[];
    }
  | { readonly problems: readonly Problem[] };

/**
 * The configuration of this process: from --config, SHERLOG_CONFIG, or sherlog.yaml beside the process, in this order;
 * the defaults where there is no file. SHERLOG_LOG_LEVEL goes before the file. Every problem at once.
 */
export function loadConfig(option: string | undefined, env: NodeJS.ProcessEnv, base: string): LoadedConfig {
  const file =
    option ??
    (env['SHERLOG_CONFIG'] || undefined) ??
    (existsSync(join(base, 'sherlog.yaml')) ? 'sherlog.yaml' : undefined);
  const path = file === undefined ? undefined : resolve(base, file);
  const read = file === undefined || path === undefined ? configSchema.parse({}) : readConfig(file, path);
  if ('problems' in read) return read;
  const level = logLevelOf(env, read.log.level);
  if (typeof level === 'object') return { problems: [level] };
  const { slack, teams, ...rest } = read;
  const config = settled({ ...rest, log: { level } }, path === undefined ? base : dirname(path), env);
  const chats = { slack: slackOf(slack, env), teams: teamsOf(teams, env) };
  // Only the chat needs it: a command line goes on without.
  return {
    config: { ...config, ...whole(chats) },
    hasFile: path !== undefined,
    chatProblems: missingIn(chats),
  };
}

type Chats = { readonly slack: ReturnType<typeof slackOf>; readonly teams: ReturnType<typeof teamsOf> };

function whole({ slack, teams }: Chats): Pick<Config, 'slack' | 'teams'> {
  return {
    ...(slack && !('missing' in slack) ? { slack } : {}),
    ...(teams && !('missing' in teams) ? { teams } : {}),
  };
}

function missingIn({ slack, teams }: Chats): Problem[] {
  const named = (chat: Chats[keyof Chats], name: string) =>
    (chat && 'missing' in chat ? chat.missing : []).map((file) => ({
      file,
      line: 0,
      message: `expected in the environment, for ${name}`,
      tip: secretPages[file] ?? '',
    }));
  return [...named(slack, 'Slack'), ...named(teams, 'Microsoft Teams')];
}

function logLevelOf(env: NodeJS.ProcessEnv, written: LogLevel): LogLevel | Problem {
  const parsed = z.enum(logLevels).safeParse(env['SHERLOG_LOG_LEVEL'] ?? written);
  if (parsed.success) return parsed.data;
  return { file: 'SHERLOG_LOG_LEVEL', line: 1, message: `expected one of ${logLevels.join(', ')}` };
}

type Written = z.infer<typeof configSchema>;
type Settled = Omit<Written, 'slack' | 'teams'>;

function settled(written: Settled, base: string, env: NodeJS.ProcessEnv): Config {
  const store = resolve(base, written.store.folder ?? defaultStore(env));
  const { mail, folder: outbox = join(store, 'outbox') } = written.tickets;
  return Object.freeze({
    ...written,
    knowledge: written.knowledge.map((each) => resolve(base, each)),
    nodes: written.nodes.map((node) => ({
      ...node,
      ...(node.key === undefined ? {} : { key: resolve(base, node.key) }),
      ...(node.knownHosts === undefined ? {} : { knownHosts: resolve(base, node.knownHosts) }),
    })),
    store: { ...written.store, folder: store },
    tickets: {
      ...written.tickets,
      folder: resolve(base, outbox),
      ...(mail?.ca === undefined ? {} : { mail: { ...mail, ca: resolve(base, mail.ca) } }),
    },
    audit: { key: resolve(base, written.audit.key ?? defaultKey(env)) },
  });
}

/** Where programs keep what is neither configuration nor cache (XDG Base Directory Specification 0.8). */
function defaultStore(env: NodeJS.ProcessEnv): string {
  const state = env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state');
  return join(state, 'sherlog');
}

function defaultKey(env: NodeJS.ProcessEnv): string {
  const config = env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config');
  return join(config, 'sherlog', 'audit.key');
}

function readConfig(file: string, path: string): Written | { readonly problems: readonly Problem[] } {
  const fault = faultOf(path);
  if (fault)
    return {
      problems: [{ file, line: 1, message: fault, tip: 'name a sherlog.yaml, or leave --config out' }],
    };
  const source = readOrUndefined(path);
  if (source === undefined)
    return { problems: [{ file, line: 1, message: 'expected a file this process may read' }] };
  const reading = readDocument<Written>(file, source.trim() === '' ? '{}' : source, configSchema);
  if ('problems' in reading) return reading;
  const { value, lineOf } = reading.document;
  const problems = [
    ...nodeProblems(value.nodes, file, lineOf),
    ...ruleProblems(value.permissions, value.nodes, file, lineOf),
  ];
  return problems.length > 0 ? { problems } : value;
}

/** Why a path cannot be a configuration; nothing of its content is ever shown. */
function faultOf(path: string): string | undefined {
  if (!/\.ya?ml$/.test(path)) return 'expected a file that ends in .yaml or .yml';
  const stat = path.includes('\0') ? undefined : statSync(path, { throwIfNoEntry: false });
  if (!stat) return 'expected a configuration file, found none of this name';
  if (!stat.isFile()) return 'expected a regular file';
  return stat.size > maxBytes ? `expected at most ${maxBytes} bytes, found ${stat.size}` : undefined;
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
