import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { projectFolder } from '../support/knowledge';

const appId = '00000000-1111-2222-3333-444444444444';
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sherlog-teams-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function packed(name: string, ...options: string[]) {
  const out = join(folder, name);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/teams-package.ts', '--out', out, ...options],
    { cwd: projectFolder, encoding: 'utf8', env: { PATH: process.env['PATH'], TEAMS_APP_ID: '' } },
  );
  return { status, stderr, bytes: () => readFileSync(out) };
}
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');
/** Width and height stand at the beginning of a PNG. */
const sizeOf = (png: Uint8Array | undefined) => {
  const bytes = Buffer.from(png ?? []);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test.each([
  ['1.19', []],
  ['1.29', ['--slash']],
])('the package of manifest %s: what Teams takes, the same bytes each time', (version, options) => {
  const one = packed('one.zip', '--app-id', appId, ...options);
  expect(one).toMatchObject({ status: 0 });
  const files = unzipSync(one.bytes());
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  expect(sizeOf(files['color.png'])).toEqual([192, 192]);
  expect(sizeOf(files['outline.png'])).toEqual([32, 32]);
  const manifest = JSON.parse(textOf(files['manifest.json'])) as Record<string, unknown>;
  expect(manifest).toMatchObject({ manifestVersion: version, id: appId });
  expect(JSON.stringify(manifest).includes('"slash"')).toBe(version === '1.29');
  expect(packed('two.zip', '--app-id', appId, ...options).bytes()).toEqual(one.bytes());
});

test('an app id that is none: what was expected, and no package', () => {
  const { status, stderr, bytes } = packed('none.zip', '--app-id', 'my-bot');
  expect(status).toBe(1);
  expect(stderr).toMatch(/TEAMS_APP_ID: expected the Microsoft App ID/);
  expect(bytes).toThrow();
});

test.each([
  ['an address that is none', ['--app-id', appId, '--site', 'banana'], '--site: expected an https address'],
  ['an option that there is none of', ['--frob'], 'usage:'],
  ['a name that is too long', ['--app-id', appId, '--developer', 'x'.repeat(40)], 'manifest/developer/name'],
])('%s is told in a line', (_, options, told) => {
  const { status, stderr } = packed('none.zip', ...options);
  expect(status).toBe(1);
  expect(stderr).toContain(told);
  expect(stderr).not.toContain('    at ');
});
