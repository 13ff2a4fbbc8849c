import { checksOf, type Check } from '../../src/ports';
import { historyScopes, scopes } from './checks';

export interface CheckupOptions {
  readonly transport: 'socket' | 'http';
  readonly history: boolean;
  readonly botToken: string;
  readonly appToken?: string | undefined;
  readonly apiUrl?: string | undefined;
}

const { ok, warn, fail } = checksOf('slack');
const page = 'https://api.slack.com/apps';
const renew = {
  en: `make the app's manifest anew (npm run slack:manifest), paste it at ${page}, and install the app again`,
  zh: `请重新生成应用清单（npm run slack:manifest），粘贴到 ${page} 并重新安装应用`,
};

/** Asks Slack about both tokens: are they taken, and has the app the scopes of its manifest? Posts nothing. */
export async function checkSlack(options: CheckupOptions, signal: AbortSignal): Promise<Check[]> {
  const checks = await Promise.all([
    checkBot(options, signal),
    options.transport === 'socket' ? checkApp(options, signal) : [],
  ]);
  return checks.flat();
}

interface Told {
  readonly ok?: boolean;
  readonly error?: string;
  readonly team?: string;
  readonly user?: string;
}

async function checkBot(
  { botToken, history, ...rest }: CheckupOptions,
  signal: AbortSignal,
): Promise<Check[]> {
  const { told, granted, unreached } = await ask('auth.test', botToken, rest.apiUrl, signal);
  if (unreached) return [unreached];
  if (!told.ok) return [refused('SLACK_BOT_TOKEN', told.error, 'OAuth & Permissions')];
  const needed = Object.keys({ ...scopes, ...(history ? historyScopes : {}) });
  const missing = needed.filter((scope) => !granted.includes(scope));
  const further = granted.filter((scope) => !needed.includes(scope));
  const who = `${told.user ?? '?'} (${told.team ?? '?'})`;
  return [
    ok(`the bot token is that of ${who}`, `机器人令牌属于 ${who}`),
    ...(granted.length === 0 || missing.length === 0
      ? []
      : [
          fail(
            { en: `scopes are missing: ${missing.join(', ')}`, zh: `缺少权限：${missing.join(', ')}` },
            renew,
          ),
        ]),
    ...(further.length === 0
      ? []
      : [
          warn(
            {
              en: `scopes that are not needed: ${further.join(', ')}`,
              zh: `多余的权限：${further.join(', ')}`,
            },
            renew,
          ),
        ]),
  ];
}

async function checkApp({ appToken = '', apiUrl }: CheckupOptions, signal: AbortSignal): Promise<Check[]> {
  const { told, unreached } = await ask('apps.connections.open', appToken, apiUrl, signal);
  if (unreached) return [];
  if (told.ok) return [ok('the app-level token opens Socket Mode', '应用级令牌可以建立 Socket Mode 连接')];
  return [refused('SLACK_APP_TOKEN', told.error, 'Basic Information, App-Level Tokens')];
}

function refused(name: string, code = 'no reason', where: string): Check {
  return fail(
    { en: `${name}: Slack refuses it (${code})`, zh: `${name}：被 Slack 拒绝（${code}）` },
    { en: `the right one is at ${page}, the app, ${where}`, zh: `正确的令牌在 ${page}，应用的 ${where}` },
  );
}

/** How long Slack may take to say something, in milliseconds. */
const waitMs = 10_000;

async function ask(method: string, token: string, apiUrl = 'https://slack.com/api/', signal: AbortSignal) {
  try {
    const response = await fetch(new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs)]),
    });
    const told = (await response.json()) as Told;
    const granted = (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
    return { told, granted: granted.filter(Boolean) };
  } catch (error) {
    return { told: {} as Told, granted: [], unreached: unreachable(error) };
  }
}

function unreachable(error: unknown): Check {
  const { cause, message } = error as Error;
  const why = cause instanceof Error ? cause.message : message;
  return fail(
    { en: `Slack cannot be reached: ${why}`, zh: `无法连接 Slack：${why}` },
    { en: 'allow this machine to call slack.com by HTTPS', zh: '请允许本机通过 HTTPS 访问 slack.com' },
  );
}
