import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { encode } from '../../src/command';
import { startBrowser } from '../support/browser';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { chats, describeWithPlayground, startPlayground, type Playground } from '../support/playground';
import { engineLog } from '../support/engine-log';
import { consoleNode, startSshd, type Sshd } from '../support/sshd';
import { until } from '../support/streams';

/*
 * The built program in Microsoft's own local client, with a node behind a real sshd, and a person at its page in a browser.
 * TEAMS_IMAGES=1 keeps the pictures in docs/images. The client has no dialogs: those are asked for as it would.
 */

const ports = { bot: 42_60, client: 42_61 };
const pictures = process.env['TEAMS_IMAGES'] ? join(projectFolder, 'docs', 'images') : undefined;
const paste = 'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';

/** What the button *Search logs* carries. */
const searchForm = encode({ name: 'search-form', logs: [], nodes: [], around: 600, before: 50 }, 'en');

describeWithPlayground('Teams, end to end, in its local client', () => {
  jest.setTimeout(300_000);
  let folder: string;
  let sshd: Sshd;
  let client: Playground;
  let bot: ReturnType<typeof start>;
  let browser: Browser;
  let page: Page;

  const startBot = async () => {
    const program = join(projectFolder, 'dist/src/main.js');
    const args = [program, 'serve', '--config', 'sherlog.yaml', '--teams-insecure-local'];
    bot = start(process.execPath, args, { cwd: folder, env: process.env });
    let told = '';
    bot.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
    await until(() => told.includes('teams-local: started'), 'the bot to start');
  };
  beforeAll(async () => {
    sshd = await startSshd();
    folder = mkdtempSync(join(tmpdir(), 'sherlog-teams-'));
    const logs = join(folder, 'logs', 'unicloud');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'unicloud-engine.log'), engineLog());
    writeFileSync(join(folder, 'big.log'), 'begin\n');
    truncateSync(join(folder, 'big.log'), 40 * 2 ** 30);
    writeFileSync(join(folder, 'sherlog.yaml'), JSON.stringify(configOf(folder, sshd)));
    await startBot();
    client = await startPlayground(ports.client, `http://127.0.0.1:${ports.bot}/api/messages`);
    browser = await startBrowser(1_500, 1_250);
    page = await browser.newPage();
    await page.goto(client.base);
  });
  afterAll(async () => {
    await browser?.close();
    client?.stop();
    endAll();
    sshd?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  // What runs in the page is text: there is no document where the tests are checked.
  const js = JSON.stringify;
  const seen = (text: string) =>
    page.waitForFunction(`document.body.innerText.includes(${js(text)})`, { timeout: 40_000 });
  const picture = async (name: string) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `teams-${name}.png`) });
  };
  const type = async (text: string) => {
    await page.waitForSelector('[contenteditable=true]');
    await page.focus('[contenteditable=true]');
    await page.keyboard.sendCharacter(text);
    await page.keyboard.press('Enter');
  };
  const press = async (label: string) => {
    const found = `[...document.querySelectorAll('button')].filter((each) => each.innerText.trim() === ${js(label)}).at(-1)`;
    await page.waitForFunction(`${found} !== undefined`, { timeout: 60_000 });
    await page.evaluate(`${found}.click()`);
  };

  test('when it is added it shows its page', async () => {
    await seen('error cases');
    await picture('home');
  });

  test('a message is answered with a card; a press says who pressed it', async () => {
    await type(paste);
    await seen('volume not found');
    await picture('diagnosis');
    await press('Not it');
    await seen('✓ somebody: Not it');
  });

  test('a search goes on in one message, and its lines can be leafed through', async () => {
    await type('grep "heartbeat" in unicloud-engine on console-a');
    await seen('hits for "heartbeat"');
    await picture('search');
    await press('1–20 / 44 ▸');
    await seen('heartbeat of worker-3');
    await press('21–40 / 44 ▸');
    await seen('20 more lines above');
    await picture('leaf');
  });

  test('a mention is answered in its thread of a channel, and in a group chat', async () => {
    const answered = (conversation: RegExp, words: string) =>
      until(
        () =>
          client.posted.some((each) => conversation.test(each.conversation) && each.words.includes(words)),
        `${words} in ${conversation}`,
      );
    await client.say(chats.channel, 'unicloud log at host boot, block storage');
    await answered(/^19:chan@thread\.tacv2/, 'unicloud-engine.log');
    await client.say(chats.group, 'hamal log at data sync');
    await answered(/^group-chat-id$/, 'hamal');
  });

  /** Asks the bot as the client would, where the client itself has no dialogs. */
  const asked = async (name: string, value: object) => {
    const activity = {
      type: 'invoke',
      name,
      value,
      id: String(Date.now()),
      channelId: 'msteams',
      serviceUrl: client.serviceUrl,
      from: { id: '29:alice', name: 'Alice Alpha' },
      recipient: { id: '28:sherlog' },
      conversation: { id: chats.personal, conversationType: 'personal' },
    };
    const headers = { 'content-type': 'application/json' };
    const url = `http://127.0.0.1:${ports.bot}/api/messages`;
    return (
      await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) })
    ).json() as Promise<object>;
  };

  test('the message action, and a form with a mistake, answer with dialogs', async () => {
    const content = `<p>${paste}</p>`;
    const messagePayload = { id: '1', body: { contentType: 'html', content } };
    const action = { commandId: 'diagnose', commandContext: 'message', messagePayload };
    const byClient = await client.invoke('composeExtension/fetchTask', action, chats.personal);
    expect(JSON.stringify(byClient)).toContain('volume not found');
    const card = JSON.stringify(byClient);
    expect(card).toContain('Post in thread');
    const payload = searchForm;
    expect(JSON.stringify(await asked('task/fetch', { data: { payload } }))).toContain('Keyword');
    const filled = { payload, kept: {}, most: 4_000, 'field:keyword': 'x', 'field:time': 'when it rained' };
    const again = JSON.stringify(await asked('task/submit', { data: filled }));
    expect(again).toContain('expected 16:24');
    expect(again).toContain('when it rained');
  });

  test('a search that its process did not outlive is told in its message, unasked, after the restart', async () => {
    await type(`grep "never there" in ${folder}/big.log on console-a`);
    await seen('Cancel');
    bot.kill('SIGKILL');
    await exitOf(bot);
    await startBot();
    await seen('Search again');
    await picture('cut-off');
  });
});

function configOf(folder: string, sshd: Sshd): object {
  return {
    log: { level: 'error' },
    http: { host: '127.0.0.1', port: ports.bot },
    store: { folder: './kept' },
    audit: { key: './audit.key' },
    nodes: [
      consoleNode(sshd, {
        roots: ['/opt/installer/production/logs', folder],
        rootMap: { '/opt/installer/production/logs': join(folder, 'logs') },
        // The local mode knows nobody, and one channel.
        search: { channels: ['local'] },
      }),
    ],
  };
}
