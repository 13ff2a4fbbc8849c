import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, exitOf } from '../support/children';
import { childrenOf } from '../support/processes';
import { freePort } from '../support/free-port';
import { sayInSlack, serve, signingSecret } from '../support/service';
import { openSlackApi, type SlackApi } from '../support/slack-api';
import { consoleNode, startSshd, type Sshd } from '../support/sshd';
import { until } from '../support/streams';
import { describeWithSshd } from '../support/with-sshd';

/* The built program as a service: it follows its configuration, says how it is, and ends in order. */

let folder: string;
let slack: SlackApi;
let port: number;
let ops: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-service-'));
  slack = await openSlackApi();
  [port, ops] = [await freePort(), await freePort()];
});
afterEach(async () => {
  endAll();
  await slack.close();
  rmSync(folder, { recursive: true });
});

const config = (rest: object = {}) => {
  const address = { host: '127.0.0.1', port: ops };
  const all = {
    slack: { transport: 'http', admins: 'C0ADMINS' },
    http: { host: '127.0.0.1', port },
    ops: { health: address, metrics: address },
    ...rest,
  };
  writeFileSync(join(folder, 'sherlog.yaml'), JSON.stringify(all));
};
const node = { name: 'console-a', role: 'console', host: '127.0.0.1', port: 1 };
const env = () => ({
  SLACK_BOT_TOKEN: 'xoxb-test',
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: slack.url,
});
async function started(more: NodeJS.ProcessEnv = {}) {
  const bot = serve(folder, { ...env(), ...more });
  await until(() => bot.told().includes('slack: started'), 'the start');
  return bot;
}
const get = async (path: string) =>
  fetch(`http://127.0.0.1:${ops}${path}`, { headers: { connection: 'close' } });
const metrics = async () => (await get('/metrics')).text();
const said = (text: string) =>
  until(
    () => JSON.stringify([...slack.of('chat.postMessage'), ...slack.of('chat.update')]).includes(text),
    `${text} in Slack`,
  );
/** Waits for what only asking tells. */
async function metric(line: RegExp): Promise<void> {
  for (let left = 300; left > 0; left -= 1) {
    if (line.test(await metrics())) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain for ${String(line)}`);
}

test('SIGHUP takes what can be taken, refuses a bad version and tells both to the administrators', async () => {
  config();
  const bot = await started();
  expect((await get('/readyz')).status).toBe(200);
  await sayInSlack(port, 'grep timeout in porter log');
  config({ nodes: [node], http: { host: '127.0.0.1', port: port + 1 } });
  bot.child.kill('SIGHUP');
  await said('配置已重新加载：nodes。');
  await said('Restart Sherlog for: http.');
  writeFileSync(join(folder, 'sherlog.yaml'), 'nodes: [{ nam: x }]\n');
  bot.child.kill('SIGHUP');
  await said('The configuration was not reloaded');
  await metric(/sherlog_reloads_total\{what="config",outcome="refused"\} [1-9]/);
  await sayInSlack(port, 'hamal log at host boot');
  await said('hamal');
  bot.child.kill('SIGTERM');
  expect(await exitOf(bot.child)).toBe(0);
});

describeWithSshd('a search that goes on when the process is asked to end', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());

  let frozen: number[] = [];
  afterEach(() => {
    for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT');
  });

  /** A search on a node that froze after it let us in: it goes on for longer than it is waited for. */
  async function withSearch() {
    writeFileSync(join(folder, 'a.log'), 'volume gone\n');
    config({
      nodes: [consoleNode(sshd, { roots: [folder], search: { persons: ['T01TEST/U01MEI'] } })],
    });
    const bot = await started();
    await sayInSlack(port, `grep "volume" in ${folder}/a.log`);
    await said('volume gone');
    frozen = childrenOf(sshd.pid);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    await sayInSlack(port, `grep "nothing such" in ${folder}/a.log`);
    await metric(/sherlog_searches_running 1/);
    return bot;
  }

  test('gets ten seconds, and is told as interrupted; nothing new is taken', async () => {
    const bot = await withSearch();
    bot.child.kill('SIGTERM');
    expect(await exitOf(bot.child)).toBe(0);
    await expect(sayInSlack(port, 'hamal log')).rejects.toThrow();
    await said('Search again');
  });

  test('ends at once at a second SIGTERM; the next process tells of it', async () => {
    const bot = await withSearch();
    bot.child.kill('SIGTERM');
    await until(() => bot.child.killed, 'the first signal');
    await new Promise((resolve) => setTimeout(resolve, 300));
    bot.child.kill('SIGTERM');
    // Ended by the signal: there is no exit code.
    expect(await exitOf(bot.child)).toBeNull();
    await started();
    await said('Search again');
  });
});

test('a rejection that nothing handles is logged and counted, and the answers go on', async () => {
  config();
  const bug = join(folder, 'bug.cjs');
  writeFileSync(bug, "setTimeout(() => Promise.reject(new Error('forgotten')), 1500);\n");
  const bot = await started({ NODE_OPTIONS: `--require ${bug}` });
  await metric(/sherlog_unhandled_total 1/);
  expect(bot.told()).toContain('a rejection that nothing handled: a bug');
  await sayInSlack(port, 'hamal log at host boot');
  await said('hamal');
});

test('secrets may lie in files, as containers and service managers hand them over', async () => {
  config();
  writeFileSync(join(folder, 'token'), 'xoxb-from-a-file\n');
  const bot = serve(folder, {
    SLACK_BOT_TOKEN_FILE: join(folder, 'token'),
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.url,
  });
  await until(() => bot.told().includes('slack: started'), 'the start');
  await sayInSlack(port, 'hamal log at host boot');
  await said('hamal');
});
