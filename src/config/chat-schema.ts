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

/** How Slack is used. Secrets come from the environment alone. */
export const slackSchema = z.strictObject({
  transport: z
    .enum(['socket', 'http'])
    .default('socket')
    .describe('Socket Mode needs no public address; http has Slack call /slack/events.'),
  answers: z
    .enum(['channel', 'asker'])
    .default('channel')
    .describe('Who sees the answer to a slash command.'),
  history: z
    .boolean()
    .default(false)
    .describe('Follows what is said in threads that it joined; the app needs the history scopes for it.'),
  admins: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,20}$/, 'expected the id of a channel, such as C0123456789')
    .optional()
    .describe(
      'A channel that is told of what administrators care for, such as knowledge that could not be reloaded.',
    ),
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

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How Microsoft Teams is used. Secrets come from the environment alone. */
export const teamsSchema = z.strictObject({
  identity: z
    .enum(['password', 'managed'])
    .default('password')
    .describe("Who the bot is to Microsoft: an app's password, or the managed identity of the machine."),
  cloud: z
    .enum(['public', 'china'])
    .default('public')
    .describe("Microsoft's cloud that the bot is registered in; Teams by 21Vianet is china."),
  admins: z
    .string()
    // A channel's link has it percent-encoded.
    .transform((written) => (written.includes('%') ? decodedOnce(written) : written))
    .pipe(
      z.string().regex(/^(?:19:|a:)\S{5,300}$/, 'expected the id of a channel, such as 19:…@thread.tacv2'),
    )
    .optional()
    .describe('A channel or a chat that is told of what administrators care for.'),
});
export type TeamsConfig = Readonly<z.infer<typeof teamsSchema>>;

/** What Microsoft gave an app, from the environment. */
export interface TeamsSecrets {
  readonly appId: string;
  readonly appPassword?: string | undefined;
  readonly tenantId: string;
}

/** Where chat platforms call, where one does. */
export const httpSchema = z.strictObject({
  host: z.string().min(1).max(253).default('0.0.0.0'),
  port: z.int().min(1).max(65_535).default(3_978),
});

/** The chat in a browser, on this machine alone. */
export const webSchema = z
  .strictObject({
    port: z
      .int()
      .min(0)
      .max(65_535)
      .refine((port) => port === 0 || port >= 1_024, 'expected 0, or a port from 1024 on')
      .optional()
      .describe('0 for any free one; left out: 7437, or any free one where that is taken.'),
  })
  .prefault({});

export type SlackConfig = Readonly<z.infer<typeof slackSchema>>;

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

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A Teams that is configured; undefined where it is not; or what is missing. */
export function teamsOf(
  written: TeamsConfig | undefined,
  env: NodeJS.ProcessEnv,
): (TeamsConfig & TeamsSecrets) | { readonly missing: readonly string[] } | undefined {
  const read = (name: string) => env[name]?.trim() || undefined;
  const [appId, appPassword, tenantId] = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'].map(read);
  if (!written && !appId && !appPassword && !tenantId) return undefined;
  const config = written ?? teamsSchema.parse({});
  const isManaged = config.identity === 'managed';
  const needed: Record<string, string | undefined> = {
    TEAMS_APP_ID: appId,
    TEAMS_TENANT_ID: tenantId,
    ...(isManaged ? {} : { TEAMS_APP_PASSWORD: appPassword }),
  };
  // Anything else would start, and let nobody in.
  const isWrong = (name: string) => name !== 'TEAMS_APP_PASSWORD' && !guid.test(needed[name] ?? '');
  const missing = Object.keys(needed).filter((name) => needed[name] === undefined || isWrong(name));
  if (appId === undefined || tenantId === undefined || missing.length > 0) return { missing };
  return { ...config, appId, tenantId, ...(isManaged ? {} : { appPassword }) };
}

const slackPage = 'https://api.slack.com/apps, the app:';
const azurePage = 'https://portal.azure.com, the Azure Bot, Configuration:';

/** Where each secret is found. */
export const secretPages: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: `${slackPage} OAuth & Permissions, Bot User OAuth Token (xoxb-…)`,
  SLACK_APP_TOKEN: `${slackPage} Basic Information, App-Level Tokens, with the scope connections:write (xapp-…)`,
  SLACK_SIGNING_SECRET: `${slackPage} Basic Information, App Credentials, Signing Secret`,
  TEAMS_APP_ID: `a GUID: ${azurePage} Microsoft App ID`,
  TEAMS_TENANT_ID: `a GUID: ${azurePage} App Tenant ID`,
  TEAMS_APP_PASSWORD: `${azurePage} Manage Password, a client secret's value; or teams.identity: managed`,
};
