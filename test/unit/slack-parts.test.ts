import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appTokenProblem, checkBotToken, historyScopes, scopes } from '../../adapters/slack/checks';
import { givenFile, isSlacks } from '../../adapters/slack/files';
import { keepConnected } from '../../adapters/slack/keep-connected';
import { manifestOf } from '../../adapters/slack/manifest';
import { createPeople } from '../../adapters/slack/people';
import { wholeTextOf } from '../../adapters/slack/receive';
import { slackOf, slashCommands } from '../../src/config/chat-schema';
import { projectFolder } from '../support/knowledge';
import { until } from '../support/streams';

describe('the settings at the start', () => {
  const all = Object.keys(scopes);
  const coded = (error: string) => Object.assign(new Error(error), { data: { error } });
  const check = (authTest: () => Promise<object>, botToken = 'xoxb-1', history = false) => {
    const warned: string[] = [];
    const codeOf = (error: unknown) => (error as { data?: { error: string } }).data?.error ?? '';
    const checked = checkBotToken(
      { botToken, history },
      { authTest, codeOf, warn: (told) => void warned.push(told), pauseMs: 1 },
    );
    return checked.then(
      (identity) => ({ identity, warned }),
      (error: Error) => ({ problem: error.message, warned }),
    );
  };
  const granted = (list: readonly string[]) => async () => ({
    user_id: 'U0',
    team_id: 'T1',
    response_metadata: { scopes: list },
  });

  test('all is right', async () => {
    expect(await check(granted(all))).toEqual({ identity: { user: 'U0', team: 'T1' }, warned: [] });
    expect(await check(granted([...all, ...Object.keys(historyScopes)]), 'xoxb-1', true)).toMatchObject({
      warned: [],
    });
  });

  test.each([
    [
      'a token of another kind',
      granted(all),
      'xapp-1',
      false,
      /^SLACK_BOT_TOKEN: .*xoxb-.*OAuth & Permissions/,
    ],
    [
      'a revoked token',
      () => Promise.reject(coded('token_revoked')),
      'xoxb-1',
      false,
      /^SLACK_BOT_TOKEN: .*token_revoked.*OAuth/,
    ],
    [
      'a scope that is missing',
      granted(all.slice(1)),
      'xoxb-1',
      false,
      /lacks the scopes commands;.*OAuth & Permissions/,
    ],
    ['history without its scopes', granted(all), 'xoxb-1', true, /channels:history, groups:history/],
  ])('%s is told in one sentence, with the page', async (_, authTest, token, history, sentence) => {
    expect(await check(authTest, token, history)).toMatchObject({ problem: expect.stringMatching(sentence) });
  });

  test('what Slack does not tell is a warning', async () => {
    expect(await check(() => Promise.reject(new Error('ENOTFOUND')))).toMatchObject({
      warned: [expect.stringContaining('ENOTFOUND')],
    });
    expect(await check(granted([]))).toMatchObject({
      identity: { user: 'U0' },
      warned: [expect.stringContaining('scopes')],
    });
  });

  test('the app-level token has its own page', () => {
    expect(appTokenProblem('invalid_auth')).toMatch(/^SLACK_APP_TOKEN: .*App-Level Tokens/);
    expect(appTokenProblem('missing_scope')).toContain('connections:write');
    expect(appTokenProblem('')).toBeUndefined();
  });

  test('what is missing in the environment depends on the transport', () => {
    expect(slackOf(undefined, {})).toBeUndefined();
    expect(slackOf(undefined, { SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual({ missing: ['SLACK_APP_TOKEN'] });
    expect(slackOf(undefined, { SLACK_APP_TOKEN: 'xapp-1' })).toEqual({ missing: ['SLACK_BOT_TOKEN'] });
    const http = { transport: 'http', answers: 'channel', history: false, commands: slashCommands } as const;
    expect(slackOf(http, { SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual({ missing: ['SLACK_SIGNING_SECRET'] });
    expect(slackOf(http, { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' })).toMatchObject({
      botToken: 'xoxb-1',
    });
  });
});

describe('who people are', () => {
  const home = { team: 'T1', enterprise: 'E1' };
  const person = async (info: object | undefined, team: string | undefined = 'T1') =>
    createPeople({ userInfo: async () => info, now: () => 0 }).person('U1', team, home);

  test('ids have the workspace, names are those that people go by', async () => {
    expect(await person({ team_id: 'T1', name: 'mei', profile: { display_name: 'Mei' } })).toEqual({
      id: 'T1/U1',
      name: 'Mei',
    });
    expect(await person({ team_id: 'T1', name: 'mei', real_name: 'Mei Lin' })).toEqual({
      id: 'T1/U1',
      name: 'Mei Lin',
    });
  });

  test.each([
    ['a guest', { team_id: 'T1', is_restricted: true }],
    ['a guest of one channel', { team_id: 'T1', is_ultra_restricted: true }],
    ['somebody of another workspace', { team_id: 'T2' }],
    ['a stranger', { team_id: 'T1', is_stranger: true }],
  ])('%s is outside', async (_, info) => {
    expect(await person(info)).toMatchObject({ isOutside: true });
  });

  test('another workspace of the same enterprise is not outside', async () => {
    const info = { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } };
    expect(await person(info)).toEqual({ id: 'T2/U1', name: 'U1' });
  });

  test('whom Slack says nothing of is nobody, and is asked for again', async () => {
    const answers = [undefined, { team_id: 'T1', name: 'mei' }];
    const userInfo = async () => answers.shift() ?? Promise.reject(new Error('internal_error'));
    const people = createPeople({ userInfo, now: () => 0 });
    expect(await people.person('U1', 'T1', home)).toEqual({ id: 'T1/U1', name: 'U1', isOutside: true });
    expect(await people.person('U1', 'T1', home)).toEqual({ id: 'T1/U1', name: 'mei' });
  });

  test('Slack is asked once in a while, not each time', async () => {
    let asked = 0;
    let time = 0;
    const people = createPeople({ userInfo: async () => ((asked += 1), { team_id: 'T1' }), now: () => time });
    for (const at of [0, 1, 599_000, 601_000]) {
      time = at;
      await people.person('U1', 'T1', home);
    }
    expect(asked).toBe(2);
  });
});

describe('a file', () => {
  const read = (file: object, answer: () => Response) => {
    const asked: [string, RequestInit | undefined][] = [];
    const load = async (url: string, init?: RequestInit) => (asked.push([url, init]), answer());
    const given = givenFile(
      { name: 'a.log', size: 3, ...file },
      { token: 'xoxb-secret', fetch: load as typeof fetch },
    );
    const bytes = given.read(new AbortController().signal).then(
      (content) => Buffer.from(content).toString(),
      (error: Error) => error.message,
    );
    return bytes.then((told) => ({ told, asked }));
  };
  const own = { url_private_download: 'https://files.slack.com/files-pri/T1-F1/download/a.log' };

  test('of Slack itself is read with the token, and no redirect is followed', async () => {
    const { told, asked } = await read(own, () => new Response('log'));
    expect(told).toBe('log');
    expect(asked[0]?.[1]).toMatchObject({
      headers: { authorization: 'Bearer xoxb-secret' },
      redirect: 'manual',
    });
  });

  test.each([
    [
      'that lies elsewhere',
      { url_private_download: 'https://drive.example.com/a.log' },
      'found one elsewhere',
    ],
    ['that is external', { ...own, is_external: true }, 'found one elsewhere'],
    [
      'at an address that only looks right',
      { url_private_download: 'https://files.slack.com.evil.example/a' },
      'found one elsewhere',
    ],
    ['without TLS', { url_private_download: 'http://files.slack.com/a' }, 'found one elsewhere'],
  ])('%s is refused, and the token goes nowhere', async (_, file, sentence) => {
    const { told, asked } = await read(file, () => new Response('log'));
    expect(told).toContain(sentence);
    expect(asked).toEqual([]);
  });

  test.each([
    [
      'redirects',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      'HTTP 302',
    ],
    [
      'is a sign-in page',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'files:read',
    ],
    ['is larger than it was said to be', () => new Response(new Uint8Array(21 * 1_048_576)), 'at most 20 MB'],
  ])('that %s is refused', async (_, answer, sentence) => {
    expect((await read(own, answer)).told).toContain(sentence);
  });

  test("the configured Web API's host counts as Slack's", () => {
    expect(isSlacks('http://127.0.0.1:4200/files/F1', 'http://127.0.0.1:4200/api/')).toBe(true);
    expect(isSlacks('http://127.0.0.1:4201/files/F1', 'http://127.0.0.1:4200/api/')).toBe(false);
  });
});

describe('the manifests', () => {
  const url = 'https://sherlog.example.com/slack/events';
  test.each([
    ['socket', manifestOf({ commands: slashCommands, history: false })],
    ['http', manifestOf({ commands: slashCommands, url, history: false })],
  ])('deploy/slack/manifest.%s.json is what npm run slack:manifest writes', (name, manifest) => {
    const file = readFileSync(join(projectFolder, 'deploy/slack', `manifest.${name}.json`), 'utf8');
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(manifest)));
  });

  test('history asks for its scopes and events, and nothing else does', () => {
    expect(JSON.stringify(manifestOf({ commands: slashCommands, history: true }))).toMatch(
      /channels:history.*message\.channels/,
    );
    expect(JSON.stringify(manifestOf({ commands: slashCommands, history: false }))).not.toMatch(
      /channels:history|message\.channels/,
    );
  });
});

test('an alert is read with its attachments and blocks, each text once, and no button', () => {
  const text = wholeTextOf({
    ts: '1',
    text: 'Alert: boot failed',
    attachments: [{ fallback: 'Alert: boot failed', fields: [{ title: 'Error', value: 'No valid host' }] }],
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'volume ' },
              { type: 'text', text: 'gone' },
            ],
          },
        ],
      },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Acknowledge' } }] },
    ],
  });
  expect(text.split('\n')).toEqual(['Alert: boot failed', 'Error', 'No valid host', 'volume gone']);
});

test('a connection that is lost comes back, however long Slack was away, and nothing is thrown', async () => {
  let lost: () => void = () => {};
  let tries = 0;
  const client = {
    start: async () => {
      tries += 1;
      if (tries < 6) throw new Error('invalid_auth');
    },
    on: (_: 'disconnected', listener: () => void) => (lost = listener),
  };
  const told: string[] = [];
  const note = (_: object, sentence: string) => void told.push(sentence);
  const log = { debug: note, info: note, warn: note, error: note };
  const connection = keepConnected(client, log, 1);
  lost();
  // The client says so again while it is being connected.
  lost();
  await until(() => told.includes('Slack is connected again'), 'the connection');
  expect(tries).toBe(6);
  connection.stop();
  lost();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(tries).toBe(6);
});
