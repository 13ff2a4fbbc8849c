import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSlack } from '../../adapters/slack/checkup';
import { scopes } from '../../adapters/slack/checks';
import { checkTeams } from '../../adapters/teams/checkup';
import { clouds } from '../../adapters/teams/clouds';
import { checkTicketPost } from '../../adapters/tickets/checkup';
import { loadConfig } from '../../src/config';
import { worst, type Examination } from '../../src/doctor';
import { checkConfiguration } from '../../src/doctor/files';
import { checkAuditKey, checkDisk, checkVersions } from '../../src/doctor/host';
import { checkOneNode } from '../../src/doctor/nodes';
import { checkStore } from '../../src/doctor/store';
import { nodeSchema } from '../../src/nodes/schema';
import type { Check, ListResult, RemoteLogs } from '../../src/ports';
import { message, replyOf, testBot } from '../support/bot';
import { builtInKnowledge } from '../support/knowledge';
import { memoryStore } from '../support/store';

const told = (checks: readonly Check[]) =>
  checks.map(({ area, state, found }) => `${state} ${area}: ${found.en}`);
const never = new AbortController().signal;
const closing: Server[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-doctor-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  for (const server of closing.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function serving(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  closing.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

describe('the machine', () => {
  test('a Node.js that is too old fails', () => {
    expect(told(checkVersions('1.0.0', 'v20.1.0'))).toEqual(['ok versions: Sherlog 1.0.0, Node.js v20.1.0']);
    expect(told(checkVersions('1.0.0', 'v18.19.0'))).toEqual(['fail versions: Node.js v18.19.0 is too old']);
  });

  test.each([
    [50, 'fail'],
    [500, 'warn'],
    [5_000, 'ok'],
  ])('%s MiB left: %s', (mib, state) => {
    const statfs = (() => ({ bavail: mib, bsize: 1_048_576 })) as never;
    expect(checkDisk(join(folder, 'not', 'there', 'yet'), statfs)).toMatchObject([{ state }]);
  });

  test('the key of the record is to be apart from the store, and private', () => {
    const key = join(folder, 'audit.key');
    expect(checkAuditKey(key, join(folder, 'store'))).toMatchObject([{ state: 'ok' }]);
    expect(checkAuditKey(join(folder, 'store', 'audit.key'), join(folder, 'store'))).toMatchObject([
      { state: 'fail' },
    ]);
    writeFileSync(key, 'k');
    chmodSync(key, 0o644);
    expect(checkAuditKey(key, join(folder, 'store'))).toMatchObject([{ state: 'warn' }]);
  });
});

describe('the configuration', () => {
  const check = (yaml: string, env = {}) => {
    writeFileSync(join(folder, 'sherlog.yaml'), yaml);
    return checkConfiguration(loadConfig(undefined, { HOME: folder, ...env }, folder));
  };

  test('what cannot be read is told line by line', () => {
    expect(told(check('lang: en\nnodes: 3\n'))).toEqual([
      'fail configuration: sherlog.yaml:2: nodes: expected array, found "3"',
      'fail configuration: sherlog.yaml:1: unknown key "lang"',
    ]);
  });

  test('files that are not there, keys that others may read, nodes that cannot be reached so', () => {
    writeFileSync(join(folder, 'open'), 'k');
    chmodSync(join(folder, 'open'), 0o644);
    const node = (name: string) => `{ name: ${name}, role: console, host: h`;
    const checks = told(
      check(
        `knowledge: [none]\nnodes:\n  - ${node('a')}, key: ./none }\n  - ${node('b')}, key: ./open, knownHosts: ./open }\n`,
      ),
    );
    expect(checks).toEqual([
      expect.stringContaining('sherlog.yaml:1: knowledge.0: expected a file or folder'),
      expect.stringContaining('sherlog.yaml:3: nodes.0.key: expected a file or folder'),
      expect.stringContaining('warn configuration: sherlog.yaml:3: nodes.0: a is never connected to'),
      expect.stringContaining('warn configuration: sherlog.yaml:4: nodes.1: others may read the key of b'),
    ]);
  });

  test('secrets that a chat needs are named', () => {
    expect(told(check('slack: {}\n', { SLACK_BOT_TOKEN: 'xoxb-1' }))).toEqual([
      'fail configuration: SLACK_APP_TOKEN: expected in the environment, for Slack',
    ]);
  });
});

describe('the store', () => {
  const at = new Date('2026-11-21T12:00:00Z');
  test('is written to and read', async () => {
    const store = memoryStore();
    expect(await checkStore(store, '/kept', () => new Uint8Array(32), at)).toMatchObject([{ state: 'ok' }]);
    expect(await store.read('lease', 'doctor')).toBeDefined();
  });
  test('one that cannot be written to, or is not whole, fails', async () => {
    const full = { ...memoryStore(), write: async () => Promise.reject(new Error('disk full')) };
    const broken = { ...memoryStore(), verify: async () => ['a page is torn'] };
    expect(told(await checkStore(full, '/kept', () => new Uint8Array(32), at))).toEqual([
      'fail store: /kept cannot be used: disk full',
    ]);
    expect(told(await checkStore(broken, '/kept', () => new Uint8Array(32), at))).toEqual([
      'fail store: /kept: a page is torn',
    ]);
  });
});

describe('a node', () => {
  const node = nodeSchema.parse({ name: 'console-a', role: 'console', host: 'h' });
  const { catalog } = builtInKnowledge();
  const tools = ['grep', 'awk', 'sed', 'fold', 'dd', 'head', 'stat', 'readlink', 'date', 'gzip'];
  const check = async (result: ListResult) => {
    const remote: RemoteLogs = {
      search: async () => ({ kind: 'failed', detail: '' }),
      list: async () => result,
      close: async () => undefined,
    };
    return told(await checkOneNode(node, [node], catalog, remote, never));
  };
  const places = catalog.logs.filter(({ role }) => role === 'console').length;
  const listed = (one: object, rest: Partial<Extract<ListResult, { kind: 'listed' }>> = {}): ListResult => ({
    kind: 'listed',
    clock: { offsetMs: 0, errorMs: 1 },
    tools,
    folders: Array.from({ length: places }, () => one as never),
    ...rest,
  });
  const nothing = { kind: 'no-such-file', detail: '' };

  test('that refuses the login fails, with what to run', async () => {
    expect(await check({ kind: 'login-refused', hop: 'console-a', detail: 'no' })).toEqual([
      expect.stringMatching(/^fail node console-a: /),
    ]);
  });
  test('without its logs, with a clock that is off, without a program', async () => {
    const lines = await check(
      listed(nothing, { clock: { offsetMs: 90_000, errorMs: 1 }, tools: tools.slice(1) }),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^ok node console-a: host key and login; clock 90\.00 s; 0 of \d+ logs there$/),
      'fail node console-a: programs are missing: grep',
      'warn node console-a: its clock is off by 90.0 s',
      'warn node console-a: none of its logs is there',
    ]);
  });
  test('whose logs cannot be read', async () => {
    expect(await check(listed({ kind: 'not-readable', detail: '' }))).toContainEqual(
      expect.stringMatching(/^fail node console-a: \d+ logs cannot be read: \//),
    );
  });
});

describe('Slack', () => {
  const options = { transport: 'socket', history: false, botToken: 'xoxb-1', appToken: 'xapp-1' } as const;
  const slack = async (granted: readonly string[], answers: Record<string, object>) => {
    const port = await serving((request, response) => {
      const token = request.headers.authorization ?? '';
      const method = (request.url ?? '').split('/').at(-1) ?? '';
      response.setHeader('x-oauth-scopes', granted.join(','));
      response.end(JSON.stringify({ ...answers[method], token }));
    });
    return told(await checkSlack({ ...options, apiUrl: `http://127.0.0.1:${port}/api` }, never));
  };
  const fine = {
    'auth.test': { ok: true, user: 'sherlog', team: 'Plant' },
    'apps.connections.open': { ok: true },
  };

  test('takes both tokens, and the scopes are those of the manifest', async () => {
    expect(await slack(Object.keys(scopes), fine)).toEqual([
      'ok slack: the bot token is that of sherlog (Plant)',
      'ok slack: the app-level token opens Socket Mode',
    ]);
  });
  test('scopes that drifted from the manifest, in both ways', async () => {
    const [, ...rest] = Object.keys(scopes);
    expect(await slack([...rest, 'admin'], fine)).toEqual([
      expect.stringMatching(/^ok slack/),
      'fail slack: scopes are missing: commands',
      'warn slack: scopes that are not needed: admin',
      expect.stringMatching(/^ok slack/),
    ]);
  });
  test('tokens that it refuses', async () => {
    const no = { ok: false, error: 'invalid_auth' };
    expect(await slack([], { 'auth.test': no, 'apps.connections.open': no })).toEqual([
      'fail slack: SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)',
      'fail slack: SLACK_APP_TOKEN: Slack refuses it (invalid_auth)',
    ]);
  });
});

describe('Teams', () => {
  const options = { appId: 'app', tenantId: 'tenant', appPassword: 'S3cret' };
  const teams = async (status: number, body: object, endpoint: number) => {
    const asked: string[] = [];
    const port = await serving((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const isToken = request.url?.endsWith('/token') === true;
      response.writeHead(isToken ? status : request.url === '/api/messages' ? endpoint : 200);
      response.end(JSON.stringify(isToken ? body : {}));
    });
    const here = `http://127.0.0.1:${port}`;
    const cloud = { ...clouds.public, login: here, metadataUrl: `${here}/keys` };
    const checks = await checkTeams(options, { host: '0.0.0.0', port }, never, cloud);
    expect(asked).toContain('POST /tenant/oauth2/v2.0/token');
    expect(JSON.stringify(checks)).not.toContain('S3cret');
    return told(checks);
  };
  test('signs the bot in, and the endpoint lets nobody in', async () => {
    expect(await teams(200, { access_token: 't' }, 401)).toEqual([
      'ok teams: Microsoft signs the bot in',
      "ok teams: the channel's keys can be read",
      expect.stringMatching(/^ok teams: the endpoint on port \d+ answers/),
    ]);
  });
  test('a secret that expired is told by its code; an endpoint that is another program is no endpoint', async () => {
    expect(await teams(401, { error_description: 'AADSTS7000222: expired' }, 200)).toEqual([
      'fail teams: Microsoft does not sign the bot in (AADSTS7000222)',
      expect.stringMatching(/^ok/),
      expect.stringMatching(/^warn teams: nothing of Sherlog's answers/),
    ]);
  });
});

describe('ticket drafts', () => {
  test.each([
    [405, 'ok'],
    [404, 'fail'],
    [302, 'fail'],
    [503, 'fail'],
  ])('a webhook that answers HTTP %s to a greeting: %s; unsigned is told', async (status, state) => {
    const methods: (string | undefined)[] = [];
    const port = await serving((request, response) => {
      methods.push(request.method);
      response.writeHead(status).end();
    });
    const webhook = { url: `http://127.0.0.1:${port}/x`, secret: undefined };
    const checks = await checkTicketPost({ folder, webhook }, never);
    expect(checks.map(({ area, state: each }) => [area, each])).toEqual([
      ['tickets to a folder', 'ok'],
      ['tickets by webhook', state],
      ['tickets by webhook', 'warn'],
    ]);
    expect(methods).toEqual(['HEAD']);
  });
  test('a folder below a file cannot be made', async () => {
    mkdirSync(join(folder, 'x'));
    const mail = { host: '127.0.0.1', port: 1, isSecure: false, from: 'a@example.com', password: undefined };
    expect(await checkTicketPost({ folder: join(folder, 'x'), mail }, never)).toMatchObject([
      { state: 'ok' },
      { area: 'tickets by mail', state: 'fail' },
    ]);
  });
});

describe('asked for in chat', () => {
  const part = (name: string, ...checks: Check[]): Examination => ({ name, run: async () => checks });
  const ok: Check = { area: 'disk', state: 'ok', found: { en: 'room', zh: '有空间' } };
  const bad: Check = {
    area: 'store',
    state: 'fail',
    found: { en: 'torn', zh: '损坏' },
    advice: { en: 'restore', zh: '恢复' },
  };
  const checkup = () => [part('host', ok), part('store', bad)];
  const permissions = {
    permissions: [{ allow: ['admin' as const], persons: ['mei'] }],
    groups: {},
    channels: {},
  };

  test.each([
    ['doctor', 'Checkup', 'torn', '→ restore'],
    ['系统自检', '系统自检', '损坏', '→ 恢复'],
  ])(
    '%s: what is wrong comes first, with what to do; for who asked alone',
    async (text, title, found, advice) => {
      const reply = await replyOf(testBot({ checkup, permissions }), message(text));
      expect(reply).toMatchObject({ command: 'doctor', isForAsker: true, title: `✗ ${title}` });
      const shown = JSON.stringify(reply.blocks);
      expect(shown.indexOf(found)).toBeLessThan(shown.indexOf('disk'));
      expect(shown).toContain(advice);
    },
  );
  test('it is for those whom a rule names', async () => {
    expect(await replyOf(testBot({ checkup }), message('doctor'))).toMatchObject({
      tone: 'failure',
      data: { error: { code: 'not-allowed' } },
    });
  });
});

test('the whole is as bad as its worst part', () => {
  expect(worst([])).toBe('ok');
  expect(worst([{ area: 'a', state: 'warn', found: { en: '', zh: '' } }])).toBe('warn');
});
