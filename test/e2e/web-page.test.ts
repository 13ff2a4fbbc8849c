import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, KeyInput, Page } from 'puppeteer-core';
import { chromium, startBrowser } from '../support/browser';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { until } from '../support/streams';

/*
 * A newcomer at the page of `sherlog serve`, started at a terminal with nothing configured: in a real browser, on the demo's
 * made-up site. WEB_IMAGES=1 keeps the pictures in docs/images.
 */

// Skipped without a browser and script(1), which jest says; in CI it has to run.
const hasScript = spawnSync('script', ['--version']).status === 0;
const canRun = (chromium !== undefined && hasScript) || process.env['CI'] !== undefined;
const describeWithBrowser = canRun ? describe : describe.skip;
if (!canRun) process.stderr.write('skipped: the web page in a browser (needs chromium and script(1))\n');

const program = join(projectFolder, 'dist/src/main.js');
const pictures = process.env['WEB_IMAGES'] ? join(projectFolder, 'docs', 'images') : undefined;
const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const sample = 'Failed to attach, volume 6ec3e693-69f7-4129-a43a-16eebe74b528, 2025-09-18 16:24:31';

describeWithBrowser('the web page, in a browser', () => {
  jest.setTimeout(300_000);
  let folder: string;
  let address: string;
  let terminal: ReturnType<typeof start>;
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sherlog-web-'));
    const env = {
      ...process.env,
      NO_COLOR: '1',
      TERM: 'xterm',
      XDG_STATE_HOME: folder,
      XDG_CONFIG_HOME: folder,
    };
    const line = `stty cols 200; ${process.execPath} ${program} serve`;
    terminal = start('script', ['-qfec', line, '/dev/null'], { cwd: folder, env });
    let screen = '';
    terminal.stdout.on('data', (chunk: Buffer) => (screen += chunk.toString('utf8')));
    await until(() => /token=[\w-]+\s/.test(screen), 'the address of the page');
    address = /http:\S+/.exec(screen)?.[0] ?? '';
    browser = await startBrowser(1_100, 740);
    page = await browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(address);
  });
  afterAll(async () => {
    await browser?.close();
    endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  // What runs in the page is text: there is no document where the tests are checked.
  const js = JSON.stringify;
  const holds = (condition: string) => page.waitForFunction(condition, { timeout: 30_000 });
  const seen = (text: string) => holds(`document.body.innerText.includes(${js(text)})`);
  const value = (of: string) => page.evaluate(of);
  const press = async (label: string, of = '#talk button') => {
    const found = `[...document.querySelectorAll(${js(of)})].filter((each) => each.textContent.includes(${js(label)})).at(-1)`;
    await holds(`${found} !== undefined`);
    await page.evaluate(`${found}.click()`);
  };
  const say = async (text: string) => {
    await page.focus('#text');
    await page.keyboard.sendCharacter(text);
    await page.keyboard.press('Enter');
  };
  const begin = async () => {
    await page.click('#new');
    await holds(`document.querySelectorAll('#talk article').length === 1`);
  };
  const inAppearance = (appearance: 'light' | 'dark') =>
    page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: appearance }]);
  const background = () => value('getComputedStyle(document.body).backgroundColor');
  const picture = async (name: string) => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.mouse.move(700, 5);
    await page.screenshot({ path: join(pictures, `web-${name}.png`) });
  };
  /** What keeps somebody from using the page, by the rules of axe; each as a line. */
  const barriers = async () => {
    await page.evaluate(axe);
    return value(
      `axe.run().then(({ violations }) => violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
    );
  };
  const keys = async (...pressed: KeyInput[]) => {
    for (const each of pressed) await page.keyboard.press(each);
  };

  test('the address is left without its token, and greets with what can be asked', async () => {
    await seen('Hello, this is Sherlog.');
    await seen('They are made up, a demo');
    expect(page.url()).not.toContain('token');
    expect(await barriers()).toEqual([]);
    await picture('welcome');
  });

  test('a question is answered with logs; an example and a button are pressed', async () => {
    await press('unicloud log at host boot, block storage');
    await seen('/opt/installer/production/logs/unicloud/unicloud-engine.log');
    await press('All of unicloud');
    await seen('cloud platform orchestration');
    expect(await value(`document.querySelector('#list [aria-current]').textContent`)).toBe(
      'unicloud log at host boot, block storage',
    );
    expect(await barriers()).toEqual([]);
  });

  test('a pasted error is looked for in the logs: progress in place, the hit marked, all of it there after a reload', async () => {
    await begin();
    await page.evaluate(
      `new MutationObserver(() => { if (document.querySelector('#talk .steps .running')) globalThis.hadProgress = true; })
        .observe(document.getElementById('talk'), { childList: true, subtree: true })`,
    );
    await say(sample);
    await press('Read the logs');
    await seen('2 hits for');
    expect(await value('globalThis.hadProgress')).toBe(true);
    const marked = `[...document.querySelectorAll('mark')].map((each) => each.textContent)`;
    expect(await value(marked)).toEqual([
      expect.stringContaining('attach volume 6ec3e693'),
      expect.stringContaining('Failed to attach volume 6ec3e693'),
    ]);
    expect(await value(`document.querySelector('#said').textContent`)).toContain('2 hits for');
    expect(await barriers()).toEqual([]);
    await picture('search');
    const before = await value(`document.getElementById('talk').innerText`);
    await page.reload();
    await seen('2 hits for');
    expect(await value(`document.getElementById('talk').innerText`)).toBe(before);
  });

  test('a request is followed over the services, in the dark too', async () => {
    await press('Trace req-');
    await seen('crossed 4 services');
    const light = await background();
    await inAppearance('dark');
    expect(await background()).not.toBe(light);
    expect(await barriers()).toEqual([]);
    await picture('trace-dark');
    await page.select('#theme', 'light');
    expect(await background()).toBe(light);
    await page.select('#theme', 'auto');
    await inAppearance('light');
  });

  test('a form opens with its first field in focus, says what is missing, closes with Esc, and is sent', async () => {
    await press('Escalate');
    await holds(`document.activeElement.name === 'summary'`);
    expect(await barriers()).toEqual([]);
    await picture('form');
    await keys('Escape');
    await holds(`!document.getElementById('form').open`);
    await press('Escalate');
    await holds(`document.activeElement.name === 'summary'`);
    await page.reload();
    await holds(`document.activeElement.name === 'summary'`);
    await page.evaluate(`document.activeElement.select()`);
    await keys('Delete', 'Enter');
    await seen('Please fill this in.');
    expect(await value(`document.activeElement.getAttribute('aria-invalid')`)).toBe('true');
    await page.keyboard.sendCharacter('The volume is gone');
    await keys('Enter');
    await seen('Ticket draft 1');
    expect(await value(`document.getElementById('form').open`)).toBe(false);
    expect(await barriers()).toEqual([]);
  });

  test('a dropped file is read as a log; one that is too large is refused in a sentence', async () => {
    await begin();
    const drop = (make: string) =>
      page.evaluate(`{
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(${make});
        for (const type of ['dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }`);
    await drop(`new File([new Uint8Array(21 * 1024 * 1024)], 'large.log')`);
    await seen('A file has at most 20 MB.');
    await drop(
      `new File([${js(`${sample}\nERROR Failed to attach volume 6ec3e693 could not be found. (HTTP 404)`)}], 'engine.log')`,
    );
    await seen('engine.log');
    await page.focus('#text');
    await keys('Enter');
    await seen('Attaching a volume fails');
    expect(await value(`document.querySelector('#talk .person .chip').textContent`)).toBe('engine.log');
  });

  test('the keyboard is enough: the skip link, a question of two lines, a button of its answer', async () => {
    await begin();
    // Nothing has the focus in a page that was just loaded.
    await page.reload();
    await seen('Hello, this is Sherlog.');
    await keys('Tab');
    expect(await value(`document.activeElement.className`)).toBe('skip');
    await keys('Enter');
    expect(await value(`document.activeElement.id`)).toBe('text');
    await page.keyboard.sendCharacter('unicloud log');
    await page.keyboard.down('Shift');
    await keys('Enter');
    await page.keyboard.up('Shift');
    await page.keyboard.sendCharacter('at host boot?');
    expect(await value(`document.getElementById('text').value`)).toBe('unicloud log\nat host boot?');
    await keys('Enter');
    await seen('Object storage');
    const reach = async (label: string) => {
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.down('Shift');
        await keys('Tab');
        await page.keyboard.up('Shift');
        if (String(await value(`document.activeElement.textContent`)).startsWith(label)) return;
      }
      throw new Error(`no way back to "${label}"`);
    };
    await reach('Object storage');
    await keys('Enter');
    await holds(
      `[...document.querySelectorAll('article.press')].some((each) => each.textContent.includes('Object storage'))`,
    );
  });

  test('Chinese: the page and its answers, chosen by the person, or by the browser', async () => {
    await page.select('#language', 'zh');
    await seen('新会话');
    await begin();
    await seen('你好，我是 Sherlog。');
    await say('块存储主机启动，unicloud 日志在哪');
    await seen('主机启动（块存储）');
    expect(await value('document.documentElement.lang')).toBe('zh-CN');
    expect(await value(`[...document.querySelectorAll('article.bot')].at(-1).lang`)).toBe('zh-CN');
    expect(await barriers()).toEqual([]);
    await picture('chinese');
    await page.select('#language', 'auto');
    await seen('New thread');
    const another = await browser.newPage();
    await another.evaluateOnNewDocument(
      `Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' })`,
    );
    await another.goto(address);
    await another.waitForFunction(`document.body.innerText.includes('新会话')`, { timeout: 30_000 });
    await another.close();
  });

  test('a narrow window: the threads are folded away, nothing is wider than it', async () => {
    await page.setViewport({ width: 400, height: 780 });
    expect(await value(`getComputedStyle(document.getElementById('threads')).display`)).toBe('none');
    await page.click('#menu');
    expect(await value(`getComputedStyle(document.getElementById('threads')).display`)).toBe('flex');
    expect(await barriers()).toEqual([]);
    await press('Failed to attach', '#list button');
    await seen('2 hits for');
    expect(await value('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    await page.click('#menu');
    await press('block storage', '#list button');
    await seen('cloud platform orchestration');
    await picture('narrow');
    await page.setViewport({ width: 1_100, height: 740 });
  });

  test('the page of its own shows nodes and what was looked into, and begins a thread', async () => {
    await page.click('#home');
    await seen('Nodes you may search');
    expect(await barriers()).toEqual([]);
    const threads = () => value(`document.querySelectorAll('#list li').length`);
    const before = await threads();
    await press('Search logs');
    await holds(`document.getElementById('form').open`);
    expect(await threads()).toBe(Number(before) + 1);
    await keys('Escape');
    // Nothing was asked: the thread is gone with its form.
    await holds(`document.querySelectorAll('#list li').length === ${String(before)}`);
    expect(await value(`document.getElementById('form').open`)).toBe(false);
  });

  test('nothing was asked of any other place, and the browser has nothing to complain of', () => {
    const origin = new URL(address).origin;
    const elsewhere = requested.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'));
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('without the server the page says so, and what was written stays', async () => {
    terminal.stdin.write('\u0004');
    expect(await exitOf(terminal)).toBe(0);
    await seen('Connection lost, trying again…');
    await say('are you there?');
    await seen('Not sent: the connection is lost.');
    expect(await value(`document.getElementById('text').value`)).toBe('are you there?');
  });
});
