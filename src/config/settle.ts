import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PostConfig } from '../ticket/post-schema';
import type { SlackConfig, SlackSecrets, TeamsConfig, TeamsSecrets } from './chat-schema';
import type { Written } from './schema';
import type { Days } from './store-days';

/** What sending drafts takes beside the configuration. */
export interface PostSecrets {
  readonly smtpPassword?: string | undefined;
  readonly webhookSecret?: string | undefined;
}

/** The configuration as the process uses it: relative folders counted from the file's, defaults filled in. */
export interface Config extends Readonly<Omit<Written, 'store' | 'audit' | 'tickets' | 'slack' | 'teams'>> {
  readonly store: { readonly folder: string; readonly days: Days };
  readonly audit: { readonly key: string };
  readonly tickets: PostConfig & PostSecrets & { readonly folder: string };
  readonly slack?: SlackConfig & SlackSecrets;
  readonly teams?: TeamsConfig & TeamsSecrets;
}

/** A written configuration with its files and folders found; `base` is what relative ones count from. */
export function settled(
  written: Omit<Written, 'slack' | 'teams'>,
  base: string,
  env: NodeJS.ProcessEnv,
): Config {
  const store = resolve(base, written.store.folder ?? defaultStore(env));
  return Object.freeze({
    ...written,
    knowledge: written.knowledge.map((each) => resolve(base, each)),
    nodes: written.nodes.map((node) => ({
      ...node,
      ...(node.key === undefined ? {} : { key: resolve(base, node.key) }),
      ...(node.knownHosts === undefined ? {} : { knownHosts: resolve(base, node.knownHosts) }),
    })),
    store: { ...written.store, folder: store },
    tickets: settledPost(written.tickets, base, join(store, 'outbox'), env),
    audit: { key: resolve(base, written.audit.key ?? defaultKey(env)) },
  });
}

function settledPost(
  tickets: PostConfig,
  base: string,
  outbox: string,
  env: NodeJS.ProcessEnv,
): Config['tickets'] {
  const { mail, webhook, folder = outbox } = tickets;
  const [smtpPassword, webhookSecret] = [env['SHERLOG_SMTP_PASSWORD'], env['SHERLOG_WEBHOOK_SECRET']];
  return {
    ...tickets,
    folder: resolve(base, folder),
    ...(mail?.ca === undefined ? {} : { mail: { ...mail, ca: resolve(base, mail.ca) } }),
    ...(mail && smtpPassword ? { smtpPassword } : {}),
    ...(webhook && webhookSecret ? { webhookSecret } : {}),
  };
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
