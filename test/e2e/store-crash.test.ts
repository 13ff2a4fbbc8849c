import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../adapters/store/database';
import { openStore } from '../../adapters/store';
import { projectFolder } from '../support/knowledge';

/** Processes that are killed while they write: CRASH_ROUNDS, else two hundred in CI and a few at one's desk. */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? (process.env['CI'] ? 200 : 15));

/** Writes drafts, each in two versions, and says of each when it is kept. */
const writer = `
  const { openStore } = require(process.argv[1]);
  const store = openStore(process.argv[2]);
  (async () => {
    for (let number = 0; ; number += 1) {
      const id = process.argv[3] + '-' + number;
      const draft = { kind: 'draft', id, at: new Date().toISOString(), body: 'x'.repeat(number % 5000) };
      await store.write([draft, { ...draft, kind: 'happened' }]);
      await store.write([{ ...draft, replaces: 1, body: 'second' }]);
      require('fs').writeSync(1, id + '\\n');
    }
  })();
`;

/** Runs a writer, kills it at a random moment, and resolves to the ids of what it said was kept. */
function killedWriter(folder: string, round: number): Promise<string[]> {
  const built = join(projectFolder, 'dist/adapters/store/index.js');
  const child = spawn(process.execPath, ['-e', writer, built, folder, String(round)]);
  let said = '';
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
      said += chunk.toString('utf8');
    });
    child.on('close', () => resolve(said.split('\n').slice(0, -1)));
  });
}

test('killed at random moments, a process loses nothing that it said was kept, and corrupts nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-crash-'));
  const said: string[] = [];
  for (let round = 0; round < rounds; round += 1) said.push(...(await killedWriter(folder, round)));
  expect(said.length).toBeGreaterThan(rounds);
  const store = openStore(folder);
  const drafts = new Map((await store.list('draft')).map((draft) => [draft.id, draft]));
  const lost = said.filter((id) => drafts.get(id)?.version !== 2 || drafts.get(id)?.body !== 'second');
  expect(lost).toEqual([]);
  // The two of one writing are there together.
  const happened = new Set((await store.list('happened')).map(({ id }) => id));
  expect([...drafts.keys()].filter((id) => !happened.has(id))).toEqual([]);
  await store.close();
  const database = openDatabase(folder);
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  database.close();
  rmSync(folder, { recursive: true });
}, 300_000);

test('a disk that takes no more is told by its own words, and what was kept before stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-full-'));
  const full = `
    const { openStore } = require(process.argv[1]);
    const store = openStore(process.argv[2]);
    (async () => {
      for (let number = 0; number < 2000; number += 1) {
        await store.write([{ kind: 'draft', id: String(number), at: new Date().toISOString(), body: 'x'.repeat(5000) }]);
        require('fs').writeSync(1, number + '\\n');
      }
    })().catch((error) => require('fs').writeSync(1, 'told: ' + error.message + '\\n'));
  `;
  const built = join(projectFolder, 'dist/adapters/store/index.js');
  // No file may grow beyond 1 MiB; the program is told instead of killed.
  const shell = `trap '' XFSZ; ulimit -f 2048; exec "$0" "$@"`;
  const child = spawn('/bin/sh', ['-c', shell, process.execPath, '-e', full, built, folder]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await new Promise((resolve) => child.on('close', resolve));
  const lines = said.trim().split('\n');
  expect(lines.at(-1)).toMatch(/^told: .*(?:full|disk I\/O)/i);
  const store = openStore(folder);
  const kept = new Set((await store.list('draft')).map(({ id }) => id));
  expect(lines.slice(0, -1).filter((id) => !kept.has(id))).toEqual([]);
  expect(await store.write([{ kind: 'draft', id: 'after', at: '2026-11-21T12:00:00.000Z', body: 1 }])).toBe(
    'written',
  );
  await store.close();
  rmSync(folder, { recursive: true });
});
