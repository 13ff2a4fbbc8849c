import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { until } from '../support/streams';
import { openWebPage, type WebPage } from '../support/web-page';

/* `sherlog serve --web` as a service would start it: no terminal, nothing on its input. */

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sherlog-web-'))));
afterEach(() => {
  endAll();
  rmSync(folder, { recursive: true, force: true });
});

function serve(...options: string[]) {
  const env = { ...process.env, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  const program = join(projectFolder, 'dist/src/main.js');
  const child = start(process.execPath, [program, 'serve', ...options], { cwd: folder, env });
  let printed = '';
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  return { child, ended: exitOf(child), printed: () => printed, told: () => told };
}

const shows = (page: WebPage, text: string) =>
  until(() => JSON.stringify(page.told).includes(text), `"${text}" in the page`);

test('the page alone: it stays without an input, its asker may no more than everybody, and it ends when asked to', async () => {
  const { child, ended, told, printed } = serve('--web');
  child.stdin.end();
  await until(() => /token=[\w-]+\n/.test(told()), 'the address');
  const page = await openWebPage(/http:\S+/.exec(told())?.[0] ?? '', 'zh');
  await shows(page, '你好，我是 Sherlog。');
  const [first] = (page.told[0]?.['threads'] ?? []) as readonly { head: { id: string } }[];
  await page.post({
    kind: 'message',
    thread: first?.head.id,
    key: '1',
    text: 'grep "could not be found" in unicloud-engine',
  });
  await shows(page, 'may not search');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(printed()).toBe('');
  page.close();
});

test('lines that come through a pipe are answered as ever, and no page is opened', async () => {
  const { child, ended, told, printed } = serve();
  child.stdin.end('unicloud log at host boot\n');
  expect(await ended).toBe(0);
  expect(printed()).toContain('/opt/installer/production/logs/unicloud/unicloud-engine.log');
  expect(told()).toBe('');
});
