import { setTimeout as sleep } from 'node:timers/promises';

/** What the bot needs of Slack, and what each is for. */
export const scopes = {
  commands: 'slash commands',
  'chat:write': 'answers',
  'app_mentions:read': 'mentions',
  'im:history': 'direct messages',
  'files:read': 'log files that people drop',
  'files:write': 'long excerpts as files',
  'users:read': 'names, and who is a guest',
  'assistant:write': 'the direct messages with suggested prompts',
} as const;
/** What it needs to follow threads that it joined without being mentioned. */
export const historyScopes = {
  'channels:history': 'threads in public channels',
  'groups:history': 'threads in private channels',
} as const;

/** Who the bot is. */
export interface Identity {
  readonly user: string;
  readonly team: string;
  readonly enterprise?: string | undefined;
}

/** What `auth.test` resolves to, as far as it is used. */
export interface AuthTest {
  readonly user_id?: string;
  readonly team_id?: string;
  readonly enterprise_id?: string;
  readonly response_metadata?: { readonly scopes?: readonly string[] };
}

export interface CheckDeps {
  readonly authTest: () => Promise<AuthTest>;
  readonly codeOf: (error: unknown) => string;
  readonly warn: (sentence: string) => void;
  /** Between two tries, in milliseconds. */
  readonly pauseMs?: number;
}

const page = 'https://api.slack.com/apps';
const refused = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]);

/** Who the bot is, or one sentence about the setting that is wrong; what Slack does not tell is a warning. */
export async function checkBotToken(
  { botToken, history }: { readonly botToken: string; readonly history: boolean },
  { authTest, codeOf, warn, pauseMs = 2_000 }: CheckDeps,
): Promise<Identity | undefined> {
  if (!botToken.startsWith('xoxb-'))
    throw new Error(
      `SLACK_BOT_TOKEN: expected a token that begins with xoxb-; it is at ${page}, the app, OAuth & Permissions`,
    );
  const told = await patiently(authTest, refused, codeOf, pauseMs).catch((error: unknown) => {
    const code = codeOf(error);
    if (refused.has(code))
      throw new Error(
        `SLACK_BOT_TOKEN: Slack refuses it (${code}); the right one is at ${page}, the app, OAuth & Permissions`,
      );
    warn(`Slack cannot be asked who the bot is (${code || String(error)}): going on without`);
    return undefined;
  });
  if (!told) return undefined;
  refuseMissing(told.response_metadata?.scopes, history, warn);
  const { user_id: user = '', team_id: team = '', enterprise_id: enterprise } = told;
  return { user, team, enterprise };
}

/** Tries of what may be a passing failure. */
const mostTries = 2;

async function patiently<Result>(
  ask: () => Promise<Result>,
  final: ReadonlySet<string>,
  codeOf: CheckDeps['codeOf'],
  pauseMs: number,
): Promise<Result> {
  for (let tries = 1; ; tries += 1)
    try {
      return await ask();
    } catch (error) {
      if (tries === mostTries || final.has(codeOf(error))) throw error;
      await sleep(pauseMs);
    }
}

function refuseMissing(
  granted: readonly string[] | undefined,
  history: boolean,
  warn: CheckDeps['warn'],
): void {
  if (!granted || granted.length === 0)
    return warn('Slack does not say which scopes the token has: going on without');
  const needed = { ...scopes, ...(history ? historyScopes : {}) };
  const missing = Object.keys(needed).filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new Error(
      `SLACK_BOT_TOKEN: the app lacks the scopes ${missing.join(', ')}; add them at ${page}, the app, OAuth & Permissions, and install it again`,
    );
}

/** The sentence for what Slack says of the app-level token; undefined where it is not that. */
export function appTokenProblem(code: string): string | undefined {
  if (code === 'missing_scope')
    return `SLACK_APP_TOKEN: it lacks the scope connections:write; make one that has it at ${page}, the app, Basic Information, App-Level Tokens`;
  return refused.has(code)
    ? `SLACK_APP_TOKEN: Slack refuses it (${code}); the right one is at ${page}, the app, Basic Information, App-Level Tokens`
    : undefined;
}

/** An app-level token of another kind would only be refused later, and less clearly. */
export function refuseAppToken(options: {
  readonly transport: 'socket' | 'http';
  readonly appToken?: string | undefined;
  readonly receiver?: unknown;
}): void {
  const { transport, appToken = '', receiver } = options;
  if (transport !== 'socket' || receiver || appToken.startsWith('xapp-')) return;
  throw new Error(
    `SLACK_APP_TOKEN: expected a token that begins with xapp-; it is at ${page}, the app, Basic Information, App-Level Tokens`,
  );
}
