import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { chromium, startBrowser } from '../support/browser';
import { endAll, start } from '../support/children';
import { startDrawable } from '../support/drawable';
import { engineLog } from '../support/engine-log';
import { projectFolder } from '../support/knowledge';
import { alice, startLocalSlack, type LocalSlack } from '../support/local-slack';
import { consoleNode, startSshd, type Sshd } from '../support/sshd';

/*
 * A person at the peer's web page, in a real browser: asks, presses, fills a form. SLACK_IMAGES=1 keeps the pictures in
 * docs/images. What the page cannot draw (rich text) reaches it in blocks that it can; see drawable.ts.
 */

// Skipped without a browser, which jest says; in CI it has to run.
const canRun = process.env['LOCAL_SLACK'] && (chromium || process.env['CI']);
const describeWithBrowser = canRun ? describe : describe.skip;
const ports = { peer: 42_40, api: 42_41 };
const pictures = process.env['SLACK_IMAGES'] ? join(projectFolder, 'docs', 'images') : undefined;

describeWithBrowser('Slack at its page, in a browser', () => {
  jest.setTimeout(300_000);
  let folder: string;
  let sshd: Sshd;
  let slack: LocalSlack;
  let drawable: { close(): void };
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sshd = await startSshd();
    folder = mkdtempSync(join(tmpdir(), 'sherlog-page-'));
    const logs = join(folder, 'logs', 'unicloud');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'unicloud-engine.log'), engineLog());
    writeFileSync(join(folder, 'sherlog.yaml'), JSON.stringify(configOf(folder, sshd)));
    slack = await startLocalSlack(ports.peer);
    drawable = await startDrawable(slack.base, ports.api);
    const env = {
      ...process.env,
      SLACK_BOT_TOKEN: 'xoxb-test-token',
      SLACK_APP_TOKEN: 'xapp-test-token',
      SLACK_API_URL: `http://127.0.0.1:${ports.api}/api/`,
    };
    const program = join(projectFolder, 'dist/src/main.js');
    start(process.execPath, [program, 'serve', '--config', 'sherlog.yaml'], { cwd: folder, env });
    browser = await startBrowser(1_300, 1_000);
    page = await browser.newPage();
    await page.goto(slack.base);
    await seen('general');
    await answering();
  });
  afterAll(async () => {
    await browser.close();
    endAll();
    drawable.close();
    slack.stop();
    sshd.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens its page until it is drawn. */
  async function answering(): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      await slack.openHome();
      await new Promise((resolve) => setTimeout(resolve, 250));
      if (slack.page.seen.homes.length > 0) return;
    }
    throw new Error('the bot does not answer');
  }
  // What runs in the page is text: there is no document where the tests are checked.
  const js = JSON.stringify;
  const seen = (text: string) =>
    page.waitForFunction(`document.body.innerText.includes(${js(text)})`, { timeout: 60_000 });
  const picture = async (name: string) => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `slack-${name}.png`) });
  };
  const openThread = async (ts: string) => {
    await page.goto(`${slack.base}/archives/C01GEN/p${ts.replace('.', '')}?thread_ts=${ts}&cid=C01GEN`);
  };
  const press = async (label: string, of = 'button') => {
    const found = `[...document.querySelectorAll(${js(of)})].filter((each) => each.textContent.includes(${js(label)})).at(-1)`;
    await page.waitForFunction(`${found} !== undefined`, { timeout: 60_000 });
    await page.evaluate(`${found}.click()`);
  };

  test('a pasted error is answered in its thread, read in the logs, and becomes a ticket draft', async () => {
    const ts = await slack.say(
      '<@U0BOT> Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)',
    );
    await openThread(ts);
    await seen('volume not found');
    await picture('diagnosis');
    await press('Read the logs');
    await seen('Change the search');
    await picture('search');
    await press('Escalate');
    await seen('Short description');
    await picture('ticket');
    // The page hands over only what was typed into it.
    await page.type('.modal input.bk-plain-input', ' ');
    await press('Save draft');
    await seen('Ticket draft 1');
    await seen('Mark as submitted');
  });

  test("the bot's own page shows nodes and recent work", async () => {
    await page.goto(slack.base);
    await seen('sherlog');
    await slack.openHome();
    await press('sherlog', '.sidebar-item');
    await seen('error cases');
    await picture('home');
  });
});

function configOf(folder: string, sshd: Sshd): object {
  return {
    log: { level: 'error' },
    store: { folder: './kept' },
    audit: { key: './audit.key' },
    nodes: [
      consoleNode(sshd, {
        roots: ['/opt/installer/production/logs'],
        rootMap: { '/opt/installer/production/logs': join(folder, 'logs') },
        search: { persons: [`T01TEST/${alice}`] },
      }),
    ],
  };
}
