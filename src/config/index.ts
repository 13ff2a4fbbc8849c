import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Path, Problem } from '../document';
import { logLevels, type LogLevel } from '../log';
import { secretPages, slackOf, teamsOf } from './chat-schema';
import { readConfig } from './read';
import { configSchema } from './schema';
import { withSecretFiles } from './secrets';
import { settled, type Config } from './settle';

export type { Config } from './settle';

/** A configuration that can be worked with, and where it came from. */
export interface Loaded {
  readonly config: Config;
  /** The file, absolute; none where nothing is configured and all of it is defaults. */
  readonly path: string | undefined;
  /** Its name as problems tell it; empty without a file. */
  readonly file: string;
  lineOf(path: Path): number;
  /** What keeps a chat platform from being started. */
  readonly chatProblems: readonly Problem[];
}

export type LoadedConfig = Loaded | { readonly problems: readonly Problem[] };

/**
 * The configuration of this process: from --config, SHERLOG_CONFIG, or sherlog.yaml beside the process, in this order;
 * the defaults where there is no file. SHERLOG_LOG_LEVEL goes before the file. Every problem at once.
 */
export function loadConfig(option: string | undefined, given: NodeJS.ProcessEnv, base: string): LoadedConfig {
  const file = fileOf(option, given, base);
  const path = file === undefined ? undefined : resolve(base, file);
  const read = file === undefined || path === undefined ? nothingWritten() : readConfig(file, path);
  const { env, problems } = withSecretFiles(given, base);
  const level = logLevelOf(env, 'value' in read ? read.value.log.level : 'warn');
  const wrong = [...('problems' in read ? read.problems : []), ...problems, ...level.problems];
  if ('problems' in read || wrong.length > 0) return { problems: wrong };
  const { slack, teams, ...rest } = read.value;
  const config = settled(
    { ...rest, log: { level: level.level } },
    path === undefined ? base : dirname(path),
    env,
  );
  const chats = { slack: slackOf(slack, env), teams: teamsOf(teams, env) };
  return {
    config: { ...config, ...whole(chats) },
    path,
    file: file ?? '',
    lineOf: read.lineOf,
    // Only the chat needs them: a command line goes on without.
    chatProblems: missingIn(chats),
  };
}

function fileOf(option: string | undefined, env: NodeJS.ProcessEnv, base: string): string | undefined {
  const beside = existsSync(join(base, 'sherlog.yaml')) ? 'sherlog.yaml' : undefined;
  return option ?? (env['SHERLOG_CONFIG'] || beside);
}

function nothingWritten() {
  return { value: configSchema.parse({}), lineOf: () => 1 };
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

function logLevelOf(env: NodeJS.ProcessEnv, written: LogLevel): { level: LogLevel; problems: Problem[] } {
  const parsed = z.enum(logLevels).safeParse(env['SHERLOG_LOG_LEVEL'] ?? written);
  if (parsed.success) return { level: parsed.data, problems: [] };
  const message = `expected one of ${logLevels.join(', ')}`;
  return { level: written, problems: [{ file: 'SHERLOG_LOG_LEVEL', line: 0, message }] };
}
