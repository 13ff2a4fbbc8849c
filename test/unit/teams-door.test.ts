import { generateKeyPairSync, sign as signed } from 'node:crypto';
import { createServer, request as openRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { createTeamsCloud, createTeamsLocal } from '../../adapters/teams';
import { createHttp, type Http } from '../../adapters/http';
import type { ChatAdapter } from '../../src/ports';
import type { Request } from '../../src/request';
import { testDesk } from '../support/desk';
import { tenantId } from '../support/teams';
import { until } from '../support/streams';

/* Teams' door with keys of the test's own: what Microsoft would have signed is let in, nothing else. */

const appId = '00000000-1111-2222-3333-444444444444';
const issuer = 'https://api.botframework.com';
const own = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const silent = { debug() {}, info() {}, warn() {}, error() {} };
let keys: Server;
let base: string;
let web: Http;
let teams: ChatAdapter;
let url: string;
const seen: Request[] = [];
/** What the service answers the next calls with, instead of taking them. */
const refusals: { readonly status: number; readonly after?: string }[] = [];
/** How long was waited between tries, in milliseconds. */
const waited: number[] = [];
/** Calls that the service never answers. */
const hangs: true[] = [];
const sent: { url: string; authorization: string | undefined }[] = [];

/** Whom the bot is to Microsoft: no test asks there. */
class Credentials extends ConfigurationServiceClientCredentialFactory {
  override async createCredentials() {
    return {
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', 'Bearer bot-token');
        return request;
      },
    } as never;
  }
}

beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  keys = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.setHeader('connection', 'close');
    const path = request.url ?? '';
    const isMessage = path.includes('/activities');
    if (isMessage) sent.push({ url: path, authorization: request.headers.authorization });
    if (isMessage && hangs.shift()) return;
    const refusal = isMessage ? refusals.shift() : undefined;
    if (refusal?.status === 0) return void request.socket.destroy();
    if (refusal) {
      if (refusal.after) response.setHeader('retry-after', refusal.after);
      response.statusCode = refusal.status;
      return void response.end('{}');
    }
    const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', endorsements: ['msteams'] };
    response.end(
      JSON.stringify(
        path.startsWith('/openid')
          ? { jwks_uri: `${base}/keys` }
          : path === '/keys'
            ? { keys: [jwk] }
            : { id: 'a1' },
      ),
    );
  });
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  web = createHttp({ host: '127.0.0.1', port: 0 });
  const credentials = new Credentials({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'p',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenantId,
  });
  teams = createTeamsCloud(
    {
      appId,
      appPassword: 'p',
      tenantId,
      metadataUrl: `${base}/openid`,
      credentials,
      web,
      retry: { wait: async (ms) => void waited.push(ms), random: () => 0.5, tryMs: 400 },
    },
    silent,
  );
  await teams.start(
    testDesk(async (request) => {
      seen.push(request);
      return { kind: 'reply', title: 'answered', blocks: [] };
    }),
  );
  url = `http://127.0.0.1:${await web.listen()}/api/messages`;
});
afterAll(async () => {
  await teams.stop();
  keys.closeAllConnections();
  await new Promise((resolve) => keys.close(resolve));
  jest.restoreAllMocks();
});
beforeEach(() => {
  seen.length = 0;
  sent.length = 0;
  refusals.length = 0;
  waited.length = 0;
});

const coded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);
/** A token as the channel signs it. */
function token(claims: object = {}, key = own.privateKey, header: object = {}): string {
  const all = {
    iss: issuer,
    aud: appId,
    serviceurl: base,
    iat: now(),
    nbf: now(),
    exp: now() + 3_600,
    ...claims,
  };
  const text = `${coded({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header })}.${coded(all)}`;
  return `${text}.${signed('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}
let count = 0;
const activity = (rest: object = {}) => ({
  type: 'message',
  id: `${1_700_000_000_000 + (count += 1)}`,
  text: 'unicloud log',
  channelId: 'msteams',
  serviceUrl: base,
  from: { id: '29:1mei', name: 'Mei', aadObjectId: 'aaaaaaaa-0000-0000-0000-000000000001' },
  recipient: { id: `28:${appId}`, name: 'Sherlog' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  ...rest,
});
async function post(
  authorization: string | undefined,
  body: object,
  to = url,
  more: object = {},
): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    connection: 'close',
    ...(authorization ? { authorization: `Bearer ${authorization}` } : {}),
    ...more,
  };
  return (await fetch(to, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

test('what the channel signed is let in, and answered at the service that it named, as the bot', async () => {
  expect(await post(token(), activity())).toBe(200);
  await until(() => sent.length > 0, 'the answer');
  expect(seen).toEqual([expect.objectContaining({ kind: 'message', text: 'unicloud log' })]);
  expect(sent[0]).toMatchObject({
    url: expect.stringContaining('/v3/conversations/a%3A1/activities'),
    authorization: 'Bearer bot-token',
  });
});

test.each([412, 429, 502, 504])(
  'HTTP %i from the service: tried again, longer each time, five times at most',
  async (status) => {
    refusals.push(...Array.from({ length: 3 }, () => ({ status })));
    await post(token(), activity());
    await until(() => sent.length === 4, 'the fourth try');
    expect(waited).toEqual([1_000, 2_000, 4_000]);
    refusals.push(...Array.from({ length: 9 }, () => ({ status })));
    await post(token(), activity());
    await until(() => sent.length === 9, 'five tries more');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toHaveLength(9);
  },
);

test('what the service asks to wait is waited for, but not an hour', async () => {
  refusals.push({ status: 429, after: '7' }, { status: 429, after: '3600' });
  await post(token(), activity());
  await until(() => sent.length === 3, 'the third try');
  expect(waited).toEqual([7_000, 30_000]);
});

test('a connection that breaks is tried once more, and a call that is never answered is given up', async () => {
  refusals.push({ status: 0 });
  await post(token(), activity());
  await until(() => sent.length === 2, 'the second try');
  hangs.push(true);
  await post(token(), activity());
  await until(() => sent.length === 4, 'the try after the silence');
});

test.each([401, 500])('HTTP %i is not repeated, neither by us nor by the framework', async (status) => {
  refusals.push({ status }, { status });
  await post(token(), activity());
  await until(() => sent.length > 0, 'the try');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sent).toHaveLength(1);
});

test("China's cloud: its issuer is let in, the public one is not", async () => {
  const there = createHttp({ host: '127.0.0.1', port: 0 });
  const credentials = new Credentials({ MicrosoftAppId: appId });
  const options = { appId, appPassword: 'p', tenantId, credentials, metadataUrl: `${base}/openid?china` };
  const china = createTeamsCloud({ ...options, cloud: 'china', web: there }, silent);
  await china.start(
    testDesk(async (request) => {
      seen.push(request);
      return { kind: 'reply', title: 'answered', blocks: [] };
    }),
  );
  const address = `http://127.0.0.1:${await there.listen()}/api/messages`;
  expect(await post(token(), activity(), address)).toBe(401);
  expect(await post(token({ iss: 'https://api.botframework.azure.cn' }), activity(), address)).toBe(200);
  await until(() => seen.length === 1, 'the request');
  await china.stop();
});

test.each([
  ['app id', { appId: '', tenantId }],
  ['tenant', { appId, tenantId: '' }],
])('without %s there is no endpoint', async (_, ids) => {
  const closed = createHttp({ host: '127.0.0.1', port: 0 });
  expect(() => createTeamsCloud({ ...ids, web: closed }, silent)).toThrow(
    'expected an app id and a tenant id',
  );
  const address = `http://127.0.0.1:${await closed.listen()}/api/messages`;
  expect(await post(token(), activity(), address)).toBe(404);
  await closed.close();
});

test('a managed identity needs no password, and a password is not handed to it', () => {
  expect(
    createTeamsCloud({ appId, tenantId, web: createHttp({ host: '127.0.0.1', port: 0 }) }, silent).name,
  ).toBe('teams');
});

describe('the insecure local mode', () => {
  let here: Http;
  let local: ChatAdapter;
  let address: string;
  beforeAll(async () => {
    here = createHttp({ host: '127.0.0.1', port: 0 });
    local = createTeamsLocal({ web: here }, silent);
    await local.start(
      testDesk(async (request) => {
        seen.push(request);
        return { kind: 'reply', title: 'answered', blocks: [] };
      }),
    );
    address = `http://127.0.0.1:${await here.listen()}/api/messages`;
  });
  afterAll(() => local.stop());

  test('lets in without a token, identifies nobody, and answers on this machine', async () => {
    expect(await post(undefined, activity(), address)).toBe(200);
    await until(() => sent.length === 1, 'the answer');
    expect(seen[0]).toMatchObject({
      asker: { id: 'local/nobody', name: 'somebody' },
      thread: { id: 'a:1', channel: 'local' },
    });
  });

  test.each([
    ['a service elsewhere', { serviceUrl: 'https://evil.example/' }, {}],
    ['a service that only looks local', { serviceUrl: 'http://127.0.0.1.evil.example/' }, {}],
    ['another channel', { channelId: 'emulator' }, {}],
    ['a page in a browser', {}, { origin: 'http://evil.example' }],
  ])('%s is refused', async (_, rest, headers) => {
    expect(await post(undefined, activity(rest), address, headers)).toBe(403);
    expect(seen).toEqual([]);
  });

  test('an address by another name is refused: a page cannot reach it by its own', async () => {
    const status = await new Promise((resolve) => {
      const headers = { host: 'evil.example', 'content-type': 'application/json' };
      const asking = openRequest(address, { method: 'POST', headers }, ({ statusCode }) =>
        resolve(statusCode),
      );
      asking.end(JSON.stringify(activity()));
    });
    expect(status).toBe(403);
  });
});

const tenant = { id: 'ffffffff-0000-0000-0000-000000000009' };
test.each<[string, () => string | undefined, object?]>([
  ['no token', () => undefined],
  ['no token at all that is one', () => 'x.y.z'],
  ['another audience', () => token({ aud: 'ffffffff-1111-2222-3333-444444444444' })],
  ['another issuer', () => token({ iss: 'https://evil.example' })],
  [
    "a token of the directory's for the app itself",
    () =>
      token({
        iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        ver: '2.0',
        azp: appId,
        tid: tenantId,
      }),
  ],
  ['an expired token', () => token({ exp: now() - 900, nbf: now() - 4_000 })],
  ['a token that never expires', () => token({ exp: undefined })],
  ["a forger's key", () => token({}, foreign.privateKey)],
  [
    'no signature',
    () => `${coded({ alg: 'none', typ: 'JWT' })}.${coded({ iss: issuer, aud: appId, exp: now() + 600 })}.`,
  ],
  ['a token for another service', () => token({ serviceurl: 'https://evil.example/' })],
  [
    'an activity that names no service',
    () => token({ serviceurl: 'https://evil.example/' }),
    { serviceUrl: undefined },
  ],
  ['another channel', () => token(), { channelId: 'emulator' }],
  ['no channel', () => token(), { channelId: '' }],
  [
    'another tenant',
    () => token(),
    { conversation: { id: 'a:1', tenantId: tenant.id }, channelData: { tenant } },
  ],
  ['no type', () => token(), { type: undefined }],
])('%s: refused, and nothing is run', async (_, make, rest = {}) => {
  const status = await post(make(), activity(rest));
  expect(status).toBeGreaterThanOrEqual(400);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(seen).toEqual([]);
});
