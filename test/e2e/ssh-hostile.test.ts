import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty } from 'fast-check';
import { createRemoteLogs } from '../../adapters/ssh';
import type { RemoteLogs } from '../../src/ports';
import { hostileValues } from '../support/hostile';
import { plainQuery } from '../support/query';
import { nodeScript, startSshd, type Sshd } from '../support/sshd';
import { describeWithSshd } from '../support/with-sshd';

/** Values that are tried in each field: FUZZ_VALUES, else ten thousand in CI (three minutes), and a few at one's desk. */
const valuesOfAField = Number(process.env['FUZZ_VALUES'] ?? (process.env['CI'] ? 10_000 : 300));
const mostMs = 600_000;

/** The port is asked directly: nothing of the bot's own checks stands before it. */
describeWithSshd('no value ever becomes a command, or opens a file outside the roots', () => {
  let sshd: Sshd;
  let remote: RemoteLogs;
  let root: string;
  let canary: string;
  const never = new AbortController().signal;

  beforeAll(async () => {
    sshd = await startSshd();
    root = join(sshd.folder, 'logs');
    canary = join(sshd.folder, 'canary');
    mkdirSync(join(root, 'config'), { recursive: true });
    writeFileSync(join(root, 'a.log'), '2026-10-27 16:24:00.000 1 INFO inside volume X\n');
    writeFileSync(join(root, 'config', 'secret.log'), 'volume secret\n');
    writeFileSync(join(sshd.folder, 'outside.log'), 'volume outside\n');
    symlinkSync(join(sshd.folder, 'outside.log'), join(root, 'link.log'));
    execFileSync('mkfifo', [join(root, 'fifo.log')]);
    remote = createRemoteLogs({ agent: undefined, account: 'nobody' }, nodeScript);
  });
  afterAll(async () => {
    await remote.close();
    sshd.stop();
  });

  const plain = () => plainQuery(root, 'volume');

  /** Searches once for each so many values, until the field has seen them all. */
  async function tryAll(batch: number, asked: (values: string[], run: number) => object, ends = 'failed') {
    let run = 0;
    const values = array(hostileValues(canary, root), { minLength: batch, maxLength: batch });
    await assert(
      asyncProperty(values, async (all) => {
        const query = { ...plain(), ...asked(all, (run += 1)) };
        const result = await remote.search([sshd.node], query, never);
        expect(['searched', 'failed', ends]).toContain(result.kind);
        expect(JSON.stringify(result)).not.toMatch(/volume outside|volume secret|root:x:/);
        expect(existsSync(canary)).toBe(false);
      }),
      { numRuns: Math.ceil(valuesOfAField / batch), endOnFailure: true },
    );
  }

  const names = (all: string[]) => ({ files: all.map((name) => ({ folder: root, name })) });
  const folders = (all: string[]) => ({ files: all.map((folder) => ({ folder, name: 'outside.log' })) });
  const logs = (all: string[]) => ({ files: all.map((log) => ({ log, folder: root, name: 'a.log' })) });
  /** The two times that bound the search, and the same in UTC: each hostile in turn, the others as they should be. */
  const times = ([value = '']: string[], run: number) => {
    const window = { from: '2026-10-27 16:00:00', to: '2026-10-27 17:00:00', utcFrom: '', utcTo: '' };
    return { window: { ...window, utcFrom: window.from, utcTo: window.to, [keyOf(window, run)]: value } };
  };
  const numbers = ([value = '']: string[], run: number) => {
    const { before, after, maxHits, maxLineBytes, maxBytes } = plain();
    return { [keyOf({ before, after, maxHits, maxLineBytes, maxBytes }, run)]: value };
  };
  const keyOf = (of: object, run: number) => Object.keys(of)[run % Object.keys(of).length] as string;

  test('file names', () => tryAll(60, names), mostMs);
  test('folders', () => tryAll(60, folders), mostMs);
  test('log names', () => tryAll(60, logs), mostMs);
  test('texts, literal', () => tryAll(4, (texts) => ({ texts })), mostMs);
  test('texts, as expressions', () => tryAll(4, (texts) => ({ texts, isRegex: true })), mostMs);
  test('roots', () => tryAll(4, (roots) => ({ roots })), mostMs);
  test('times', () => tryAll(1, times), mostMs);
  test('numbers', () => tryAll(1, numbers), mostMs);
  test('the time a search may take', () => tryAll(1, ([seconds]) => ({ seconds }), 'timed-out'), mostMs);
});
