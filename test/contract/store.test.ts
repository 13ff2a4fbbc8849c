import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../adapters/store';
import { openDatabase } from '../../adapters/store/database';
import { memoryStore } from '../support/store';
import { storeContract } from './store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = () => join(folder, 'new', 'state');

describe('a store in SQLite', () => {
  storeContract(() => openStore(place()));

  test('only its owner can read it', async () => {
    const store = openStore(place());
    await store.write([{ kind: 'draft', id: 'a', at: '2026-11-21T12:00:00.000Z', body: 1 }]);
    for (const name of ['sherlog.db', 'sherlog.db-wal', 'sherlog.db-shm'])
      expect(statSync(join(place(), name)).mode & 0o777).toBe(0o600);
    expect(statSync(place()).mode & 0o777).toBe(0o700);
    await store.close();
  });

  test('a copy is made while it is used, whole, private, and over nothing', async () => {
    const store = openStore(place());
    await store.write([{ kind: 'draft', id: 'a', at: '2026-11-21T12:00:00.000Z', body: 1 }]);
    const copy = join(folder, "it's a copy.db");
    await store.backup?.(copy);
    await expect(store.backup?.(copy)).rejects.toThrow('EEXIST');
    await store.close();
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    mkdirSync(join(folder, 'restored'));
    renameSync(copy, join(folder, 'restored', 'sherlog.db'));
    const restored = openStore(join(folder, 'restored'));
    expect(await restored.read('draft', 'a')).toMatchObject({ body: 1, version: 1 });
    expect(await restored.verify()).toEqual([]);
    await restored.close();
  });

  test('a place that is no folder is told', () => {
    writeFileSync(join(folder, 'new'), '');
    expect(() => openStore(place())).toThrow(/ENOTDIR|EEXIST/);
  });

  test('a store of a newer version is not touched', () => {
    const database = openDatabase(place());
    database.pragma('user_version = 99');
    database.close();
    expect(() => openStore(place())).toThrow('newer version (99)');
  });
});

describe('a store in memory, as the tests use it', () => {
  let store: ReturnType<typeof memoryStore>;
  beforeEach(() => {
    store = memoryStore();
  });
  storeContract(() => store);
});
