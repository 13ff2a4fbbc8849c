import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../document';
import { secretPages } from './chat-schema';

/** Secrets that come from the environment; each may lie in a file instead, named by the same word with _FILE. */
export const secretNames: readonly string[] = [
  ...Object.keys(secretPages),
  'SHERLOG_SMTP_PASSWORD',
  'SHERLOG_WEBHOOK_SECRET',
];

/** Longest secret that is read from a file, in bytes: the longest is a token of some hundred. */
const maxBytes = 16_384;

export interface Secrets {
  /** The environment with the secrets that lie in files. */
  readonly env: NodeJS.ProcessEnv;
  readonly problems: readonly Problem[];
}

/** Reads secrets from the files that the environment names, as containers and service managers hand them over. */
export function withSecretFiles(env: NodeJS.ProcessEnv, base: string): Secrets {
  const named = secretNames.filter((name) => env[`${name}_FILE`]);
  const read = named.map((name) => ({ name, ...secretIn(env, name, base) }));
  const values = read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  return {
    env: { ...env, ...(Object.fromEntries(values) as Record<string, string>) },
    problems: read.flatMap(({ name, fault, tip }) =>
      fault === undefined ? [] : [{ file: `${name}_FILE`, line: 0, message: fault, tip }],
    ),
  };
}

type Read = { value: string; fault?: never; tip?: never } | { value?: never; fault: string; tip: string };

/** No message repeats the path's content. */
function secretIn(env: NodeJS.ProcessEnv, name: string, base: string): Read {
  if (env[name]?.trim())
    return { fault: `expected ${name} or ${name}_FILE, found both`, tip: 'take one of them out' };
  const path = resolve(base, env[`${name}_FILE`] ?? '');
  const tip = `it is to hold ${name} and nothing else; is it mounted, and may this process read it?`;
  try {
    const { size } = statSync(path);
    if (size > maxBytes) return { fault: `expected at most ${maxBytes} bytes, found ${size}`, tip };
    const value = readFileSync(path, 'utf8').trim();
    return value === '' ? { fault: 'expected a secret, found an empty file', tip } : { value };
  } catch {
    return { fault: 'expected a file that can be read', tip };
  }
}
