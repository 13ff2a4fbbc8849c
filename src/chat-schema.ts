import { z } from 'zod';

const slash = z.string().regex(/^\/[a-z0-9_-]{1,31}$/, 'expected a slash and small letters, such as /logs');

/** Slack's slash commands: what each is called. The last app that is installed in a workspace wins a name. */
export const slashCommands = {
  logs: '/logs',
  diagnose: '/diagnose',
  grep: '/grep',
  trace: '/trace',
  escalate: '/escalate',
  sherlog: '/sherlog',
} as const;
export type SlashCommand = keyof typeof slashCommands;

/** How Slack is used. Secrets come from the environment alone. */
export const slackSchema = z.strictObject({
  /** Socket Mode needs no public address; http has Slack call /slack/events. */
  transport: z.enum(['socket', 'http']).default('socket'),
  /** Who sees the answer to a slash command. */
  answers: z.enum(['channel', 'asker']).default('channel'),
  /** Follows what is said in threads that it joined; the app needs the history scopes for it. */
  history: z.boolean().default(false),
  /** A channel that is told of what administrators care for, such as knowledge that could not be reloaded. */
  admins: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,20}$/, 'expected the id of a channel, such as C0123456789')
    .optional(),
  commands: z
    .strictObject({
      logs: slash.default(slashCommands.logs),
      diagnose: slash.default(slashCommands.diagnose),
      grep: slash.default(slashCommands.grep),
      trace: slash.default(slashCommands.trace),
      escalate: slash.default(slashCommands.escalate),
      sherlog: slash.default(slashCommands.sherlog),
    })
    .default(slashCommands),
});

/** Where chat platforms call, where one does. */
export const httpSchema = z.strictObject({
  host: z.string().min(1).max(253).default('0.0.0.0'),
  port: z.int().min(1).max(65_535).default(3_978),
});

export type SlackConfig = Readonly<z.infer<typeof slackSchema>>;
export type HttpConfig = Readonly<z.infer<typeof httpSchema>>;

/** What Slack gave an app, from the environment. */
export interface SlackSecrets {
  readonly botToken: string;
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  /** Where the Web API is, where it is not Slack's own: a proxy, a peer in tests. */
  readonly apiUrl?: string | undefined;
}

/** A Slack that is configured: its settings and its secrets; undefined where it is not; or what is missing. */
export function slackOf(
  written: SlackConfig | undefined,
  env: NodeJS.ProcessEnv,
): (SlackConfig & SlackSecrets) | { readonly missing: readonly string[] } | undefined {
  const read = (name: string) => env[name]?.trim() || undefined;
  const botToken = read('SLACK_BOT_TOKEN');
  const appToken = read('SLACK_APP_TOKEN');
  const signingSecret = read('SLACK_SIGNING_SECRET');
  if (!written && !botToken && !appToken && !signingSecret) return undefined;
  const config = written ?? slackSchema.parse({});
  const needed =
    config.transport === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret };
  const all: Record<string, string | undefined> = { SLACK_BOT_TOKEN: botToken, ...needed };
  const missing = Object.keys(all).filter((name) => all[name] === undefined);
  if (botToken === undefined || missing.length > 0) return { missing };
  return { ...config, botToken, appToken, signingSecret, apiUrl: read('SLACK_API_URL') };
}

/** Where each is found, on the app's page at https://api.slack.com/apps. */
export const slackPages: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'OAuth & Permissions, Bot User OAuth Token (xoxb-…)',
  SLACK_APP_TOKEN: 'Basic Information, App-Level Tokens, with the scope connections:write (xapp-…)',
  SLACK_SIGNING_SECRET: 'Basic Information, App Credentials, Signing Secret',
};
