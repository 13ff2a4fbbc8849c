import { checksOf, type Check } from '../../src/ports';
import { clouds, type Cloud, type CloudName } from './clouds';

export interface CheckupOptions {
  readonly appId: string;
  readonly tenantId: string;
  /** Left out where a managed identity takes its place. */
  readonly appPassword?: string | undefined;
  readonly cloud?: CloudName;
}

/** Where the bot's own endpoint is asked for, on this machine. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const { ok, warn, fail } = checksOf('teams');
/** How long Microsoft may take to say something, in milliseconds. */
const waitMs = 10_000;

/** Does Microsoft know the bot, can its keys be read, and does something answer at the endpoint? Posts nothing. */
export async function checkTeams(
  options: CheckupOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
  cloud: Cloud = clouds[options.cloud ?? 'public'],
): Promise<Check[]> {
  const wait = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  return Promise.all([
    checkIdentity(options, cloud, wait),
    checkKeys(cloud, wait),
    checkEndpoint(endpoint, wait),
  ]);
}

async function checkIdentity(
  { appId, tenantId, appPassword }: CheckupOptions,
  { login, issuer }: Cloud,
  signal: AbortSignal,
): Promise<Check> {
  if (appPassword === undefined) return checkManaged(appId, issuer, signal);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: appPassword,
    scope: `${issuer}/.default`,
  });
  const asked = await asking(`${login}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body, signal });
  if ('why' in asked) return unreached(login, asked.why);
  if (asked.ok) return ok('Microsoft signs the bot in', 'Microsoft 接受机器人的身份');
  const told = (await asked.json().catch(() => ({}))) as { error_description?: string; error?: string };
  const code = /AADSTS\d+/.exec(told.error_description ?? '')?.[0] ?? told.error ?? `HTTP ${asked.status}`;
  return fail(
    { en: `Microsoft does not sign the bot in (${code})`, zh: `Microsoft 拒绝机器人登录（${code}）` },
    {
      en: 'compare TEAMS_APP_ID, TEAMS_TENANT_ID and the client secret, which expires, with the Azure Bot',
      zh: '请核对 TEAMS_APP_ID、TEAMS_TENANT_ID 与客户端密码（会过期）是否与 Azure Bot 一致',
    },
  );
}

/** Azure's metadata service, which only machines in Azure have (learn.microsoft.com, managed identities, read November 2026). */
const identityService = 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01';

async function checkManaged(appId: string, issuer: string, signal: AbortSignal): Promise<Check> {
  const url = `${identityService}&resource=${encodeURIComponent(issuer)}&client_id=${encodeURIComponent(appId)}`;
  const asked = await asking(url, { headers: { metadata: 'true' }, signal });
  if (!('why' in asked) && asked.ok) return ok('the managed identity is there', '托管标识可用');
  const why = 'why' in asked ? asked.why : `HTTP ${asked.status}`;
  return fail(
    { en: `no managed identity (${why})`, zh: `没有托管标识（${why}）` },
    {
      en: 'assign it to this machine in Azure, or set teams.identity: password',
      zh: '请在 Azure 中为本机分配托管标识，或设置 teams.identity: password',
    },
  );
}

async function checkKeys({ metadataUrl }: Cloud, signal: AbortSignal): Promise<Check> {
  const asked = await asking(metadataUrl, { signal });
  if ('why' in asked) return unreached(metadataUrl, asked.why);
  if (asked.ok) return ok("the channel's keys can be read", '可以读取信道公钥');
  return unreached(metadataUrl, `HTTP ${asked.status}`);
}

/** Whether Teams reaches it from outside only Teams can tell. */
async function checkEndpoint({ host, port }: Endpoint, signal: AbortSignal): Promise<Check> {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const asked = await asking(`http://${own}:${port}/api/messages`, { method: 'POST', signal });
  if (!('why' in asked) && asked.status === 401)
    return ok(
      `the endpoint on port ${port} answers, and lets nobody in without a token`,
      `端口 ${port} 的端点有响应，且拒绝无令牌的请求`,
    );
  return warn(
    { en: `nothing of Sherlog's answers on port ${port}`, zh: `端口 ${port} 上没有 Sherlog 的响应` },
    {
      en: 'start it (sherlog serve); Azure has to reach it as https://<your name>/api/messages',
      zh: '请启动服务（sherlog serve）；Azure 须能访问 https://<域名>/api/messages',
    },
  );
}

async function asking(url: string, init: RequestInit): Promise<Response | { readonly why: string }> {
  try {
    return await fetch(url, { redirect: 'manual', ...init });
  } catch (error) {
    const { cause, message } = error as Error;
    return { why: cause instanceof Error ? cause.message : message };
  }
}

function unreached(url: string, why: string): Check {
  const { host } = new URL(url);
  return fail(
    { en: `${host} cannot be reached: ${why}`, zh: `无法连接 ${host}：${why}` },
    { en: `allow this machine to call ${host} by HTTPS`, zh: `请允许本机通过 HTTPS 访问 ${host}` },
  );
}
