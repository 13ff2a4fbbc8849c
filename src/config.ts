import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readDocument, type Problem } from './document';
import { logLevels } from './log';

/** The configuration's form; a file may leave out any of it. */
export const configSchema = z.strictObject({
  /** Language of the answers: `auto` answers in the question's own. */
  language: z.enum(['auto', 'en', 'zh']).default('auto'),
  log: z.strictObject({ level: z.enum(logLevels).default('warn') }).default({ level: 'warn' }),
});
export type Config = Readonly<z.infer<typeof configSchema>>;

/** Largest configuration file, in bytes. */
const maxBytes = 1_048_576;

export type LoadedConfig = { readonly config: Config } | { readonly problems: readonly Problem[] };

/**
 * The configuration of this process: from --config, SHERLOG_CONFIG, or sherlog.yaml beside the process, in this order;
 * the defaults where there is no file. SHERLOG_LOG_LEVEL goes before the file. Every problem at once.
 */
export function loadConfig(option: string | undefined, env: NodeJS.ProcessEnv, folder: string): LoadedConfig {
  const file =
    option ??
    (env['SHERLOG_CONFIG'] || undefined) ??
    (existsSync(join(folder, 'sherlog.yaml')) ? 'sherlog.yaml' : undefined);
  const read =
    file === undefined ? { config: configSchema.parse({}) } : readConfig(file, resolve(folder, file));
  const level = env['SHERLOG_LOG_LEVEL'];
  if ('problems' in read || level === undefined) return read;
  const parsed = configSchema.shape.log.safeParse({ level });
  if (parsed.success) return { config: Object.freeze({ ...read.config, log: parsed.data }) };
  return {
    problems: [{ file: 'SHERLOG_LOG_LEVEL', line: 1, message: `expected one of ${logLevels.join(', ')}` }],
  };
}

function readConfig(file: string, path: string): LoadedConfig {
  const fault = faultOf(path);
  if (fault)
    return {
      problems: [{ file, line: 1, message: fault, tip: 'name a sherlog.yaml, or leave --config out' }],
    };
  const source = readOrUndefined(path);
  if (source === undefined)
    return { problems: [{ file, line: 1, message: 'expected a file this process may read' }] };
  const reading = readDocument<Config>(file, source.trim() === '' ? '{}' : source, configSchema);
  return 'problems' in reading ? reading : { config: Object.freeze(reading.document.value) };
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
