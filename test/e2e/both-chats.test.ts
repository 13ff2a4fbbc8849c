import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, exitOf } from '../support/children';
import { freePort } from '../support/free-port';
import { nextId, post, sayInSlack as sayTo, serve as serveIn, signingSecret } from '../support/service';
import { openSlackApi, type SlackApi } from '../support/slack-api';
import { until } from '../support/streams';

/* One process with Slack and Teams on one HTTP server: the built program, both platforms' servers on loopback. */

const slackEnv = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: signingSecret };
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

const serve = (env: NodeJS.ProcessEnv, ...options: string[]) =>
  serveIn(folder, { SLACK_API_URL: slack.url, ...env }, ...options);
const startedBoth = async (env: NodeJS.ProcessEnv = slackEnv) => {
  const bot = serve(env, '--teams-insecure-local');
  await until(
    () => bot.told().split('slack: ').length + bot.told().split('teams-local: started').length > 3,
    'both to have started',
    20_000,
  );
  return bot;
};

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
  return post(port, '/api/messages', JSON.stringify(activity), {});
}
const sayInSlack = (text: string, key?: string) => sayTo(port, text, key);
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
  expect(await post(port, '/api/messages', '{', {})).toBe(400);
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
