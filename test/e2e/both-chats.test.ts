import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSocket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { openSlackApi, type SlackApi } from '../support/slack-api';
import { until } from '../support/streams';

/* One process with Slack and Teams on one HTTP server: the built program, both platforms' servers on loopback. */

const secret = 'signing-secret';
const slackEnv = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: secret };
let folder: string;
let slack: SlackApi;
let service: Server;
const teamsGot: string[] = [];
let teamsStatus = 200;
let port: number;

beforeAll(async () => {
  slack = await openSlackApi();
  service = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      teamsGot.push(body);
      response.writeHead(teamsStatus, { 'content-type': 'application/json', connection: 'close' });
      response.end('{"id":"a1"}');
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await slack.close();
  service.closeAllConnections();
  service.close();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-both-'));
  port = await freePort();
  teamsGot.length = 0;
  slack.calls.length = 0;
  slack.reactWith(() => undefined);
  teamsStatus = 200;
  const config = { log: { level: 'error' }, slack: { transport: 'http' }, http: { host: '127.0.0.1', port } };
  writeFileSync(join(folder, 'sherlog.yaml'), JSON.stringify(config));
});
afterEach(() => {
  endAll();
  rmSync(folder, { recursive: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port: free } = socket.address() as AddressInfo;
      socket.close(() => resolve(free));
    });
  });
}

function serve(env: NodeJS.ProcessEnv, ...options: string[]) {
  const program = [join(projectFolder, 'dist/src/main.js'), 'serve', ...options];
  const child = start(process.execPath, program, {
    cwd: folder,
    env: { PATH: process.env['PATH'], XDG_STATE_HOME: folder, SLACK_API_URL: slack.url, ...env },
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  child.stdin.end();
  return { child, told: () => told };
}
const startedBoth = async (env: NodeJS.ProcessEnv = slackEnv) => {
  const bot = serve(env, '--teams-insecure-local');
  await until(
    () => bot.told().split('slack: ').length + bot.told().split('teams-local: started').length > 3,
    'both to have started',
    20_000,
  );
  return bot;
};

let count = 0;
const nextId = () => `${1_700_000_000_000 + (count += 1)}`;
async function sayInTeams(text: string): Promise<number> {
  const activity = {
    type: 'message',
    id: nextId(),
    text,
    channelId: 'msteams',
    serviceUrl: `http://127.0.0.1:${(service.address() as AddressInfo).port}/`,
    from: { id: '29:mei', name: 'Mei' },
    recipient: { id: '28:bot', name: 'Sherlog' },
    conversation: { id: 'a:1', conversationType: 'personal' },
  };
  return post('/api/messages', JSON.stringify(activity), {});
}
async function sayInSlack(text: string, key = secret): Promise<number> {
  const event = {
    type: 'message',
    channel: 'D01',
    channel_type: 'im',
    user: 'U01MEI',
    text,
    ts: `${nextId()}.1`,
  };
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T01TEST', event_id: nextId(), event });
  const at = `${Math.floor(Date.now() / 1_000)}`;
  const signature = `v0=${createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex')}`;
  return post('/slack/events', body, { 'x-slack-request-timestamp': at, 'x-slack-signature': signature });
}
async function post(path: string, body: string, headers: Record<string, string>): Promise<number> {
  const all = { 'content-type': 'application/json', connection: 'close', ...headers };
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: all })).status;
}
const slackSaid = (text: string) =>
  until(() => JSON.stringify(slack.of('chat.postMessage')).includes(text), `${text} in Slack`);
const teamsSaid = (text: string) => until(() => teamsGot.join('').includes(text), `${text} in Teams`);

test('both are answered, each where it asked; the local mode says at the start what it is', async () => {
  const bot = await startedBoth();
  expect(bot.told()).toMatch(/INSECURE[\s\S]*127\.0\.0\.1[\s\S]*slack: started/);
  expect(await sayInTeams('unicloud log at host boot, block storage')).toBe(200);
  expect(await sayInSlack('hamal log at host boot')).toBe(200);
  await teamsSaid('unicloud-engine.log');
  await slackSaid('hamal');
  expect(teamsGot.join('')).not.toContain('hamal-period');
  bot.child.kill('SIGTERM');
  expect(await exitOf(bot.child)).toBe(0);
});

test('a failure of one does not touch the other', async () => {
  await startedBoth();
  teamsStatus = 500;
  expect(await sayInTeams('unicloud log at host boot')).toBe(200);
  expect(await sayInSlack('forged', 'another-secret')).toBe(401);
  expect(await post('/api/messages', '{', {})).toBe(400);
  await sayInSlack('hamal log at host boot');
  await slackSaid('hamal');
  slack.reactWith(() => ({ status: 500, body: { ok: false } }));
  teamsStatus = 200;
  await sayInSlack('porter log');
  await sayInTeams('unicloud log at host boot, block storage');
  await teamsSaid('unicloud-engine.log');
});

test('a Slack that refuses the token leaves Teams alone', async () => {
  slack.reactWith(({ method }) =>
    method === 'auth.test' ? { body: { ok: false, error: 'invalid_auth' } } : undefined,
  );
  const bot = await startedBoth();
  await until(() => bot.told().includes('SLACK_BOT_TOKEN'), 'the sentence about the token');
  await sayInTeams('unicloud log at host boot, block storage');
  await teamsSaid('unicloud-engine.log');
});

test.each([
  ['TEAMS_APP_ID alone', { TEAMS_APP_ID: 'x' }],
  ['whole credentials', { TEAMS_APP_ID: 'x', TEAMS_TENANT_ID: 'y', TEAMS_APP_PASSWORD: 'z' }],
])('the insecure local mode does not start beside %s', async (_, env) => {
  const bot = serve({ ...slackEnv, ...env }, '--teams-insecure-local');
  expect(await exitOf(bot.child)).toBe(1);
  expect(bot.told()).toMatch(/TEAMS_(?:APP_ID|TENANT_ID)/);
  expect(bot.told()).not.toContain('started');
});
