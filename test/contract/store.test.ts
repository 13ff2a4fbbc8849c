import { appendFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maxFileBytes, openStore } from '../../adapters/store';
import type { Entry } from '../../src/ports';
import { storeContract } from './store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openStore(join(folder, 'new', 'state'));
const file = () => join(folder, 'new', 'state', 'entries.jsonl');
const entry: Entry = { kind: 'diagnosed', at: '2026-11-21T12:00:00.000Z', verdict: 'match', case: 'a' };
const count = async () => {
  let entries = 0;
  for await (const each of open().entries()) entries += each.kind === 'diagnosed' ? 1 : 0;
  return entries;
};

describe('a store of JSON lines', () => {
  storeContract(open);

  test('only its owner can read it', async () => {
    await open().append(entry);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new', 'state')).mode & 0o777).toBe(0o700);
  });

  test('a line that was cut off is left out, and the next entry is kept', async () => {
    await open().append(entry);
    appendFileSync(file(), '{"kind":"diagn\n');
    await open().append(entry);
    expect(await count()).toBe(2);
  });

  test('a file that grew large becomes the older one; the one before it goes', async () => {
    for (const round of [1, 2, 3]) {
      await open().append(entry);
      if (round < 3) appendFileSync(file(), `${' '.repeat(maxFileBytes)}\n`);
    }
    expect(await count()).toBe(2);
    truncateSync(file(), 0);
    expect(await count()).toBe(1);
  });

  test('a place that is no folder is told to who appends, and reads as empty', async () => {
    writeFileSync(join(folder, 'new'), '');
    await expect(open().append(entry)).rejects.toThrow();
    expect(await count()).toBe(0);
  });
});
