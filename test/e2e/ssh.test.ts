import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { asyncProperty, assert, constantFrom, oneof, string, tuple } from 'fast-check';
import { createRemoteLogs } from '../../adapters/ssh';
import type { LogQuery, RemoteLogs, RemoteNode, SearchOutcome } from '../../src/ports';
import { hasSshd, startSshd, type Sshd } from '../support/sshd';
import { until } from '../support/streams';

// Skipped where there is no sshd, and says so; in CI it has to run.
const describeWithSshd = hasSshd || process.env['CI'] ? describe : describe.skip;

describeWithSshd('reading logs over SSH, against a real sshd', () => {
  let sshd: Sshd;
  let remote: RemoteLogs;
  let root: string;
  const never = new AbortController().signal;

  beforeAll(async () => {
    sshd = await startSshd();
    root = join(sshd.folder, 'logs');
    mkdirSync(join(root, 'config'), { recursive: true });
    writeFileSync(join(root, 'a.log'), 'one\ntwo volume X\nthree\n');
    writeFileSync(join(root, 'config', 'secret.log'), 'volume secret\n');
    writeFileSync(join(root, 'empty.log'), '');
    writeFileSync(join(root, 'long.log'), `${'y'.repeat(200_000)} volume Z ${'y'.repeat(200_000)}\n`);
    writeFileSync(join(sshd.folder, 'outside.log'), 'volume outside\n');
    symlinkSync(join(sshd.folder, 'outside.log'), join(root, 'link.log'));
    execFileSync('mkfifo', [join(root, 'fifo.log')]);
    execFileSync('gzip', ['-k', join(root, 'a.log')]);
  });
  afterAll(() => sshd.stop());
  beforeEach(() => {
    remote = createRemoteLogs(undefined, 'nobody');
  });
  afterEach(() => remote.close());

  const query = (rest: Partial<LogQuery> = {}): LogQuery => ({
    path: join(root, 'a.log'),
    roots: [root],
    text: 'volume',
    isRegex: false,
    ignoresCase: false,
    before: 1,
    after: 0,
    maxHits: 50,
    maxLineBytes: 4_096,
    maxBytes: 262_144,
    seconds: 20,
    ...rest,
  });
  const search = (rest: Partial<LogQuery> = {}, node: RemoteNode = sshd.node, signal = never) =>
    remote.search([node], query(rest), signal);

  test('a hit comes with its context, line numbers, and what the file was', async () => {
    expect(await search()).toMatchObject({
      kind: 'found',
      output: '1-one\n2:two volume X\n',
      before: { bytes: 23 },
      after: { bytes: 23 },
    });
    expect(await search({ path: join(root, 'a.log.gz') })).toMatchObject({
      output: '1-one\n2:two volume X\n',
    });
  });

  test.each<[string, Partial<LogQuery>, SearchOutcome['kind']]>([
    ['a text that is not there', { text: 'frobnicate' }, 'nothing-found'],
    ['an empty file', { path: 'empty.log' }, 'nothing-found'],
    ['a file that is not there', { path: 'none.log' }, 'no-such-file'],
    ['a link out of the roots', { path: 'link.log' }, 'outside-roots'],
    ['a path out of the roots', { path: '../outside.log' }, 'outside-roots'],
    ['a file of a config folder', { path: 'config/secret.log' }, 'outside-roots'],
    ['a FIFO', { path: 'fifo.log' }, 'not-regular'],
    ['a folder', { path: '.' }, 'not-regular'],
    ['a pattern that is none', { text: '(', isRegex: true }, 'bad-pattern'],
  ])('%s ends as its own outcome', async (_, rest, kind) => {
    const path = rest.path === undefined ? {} : { path: join(root, rest.path) };
    expect(await search({ ...rest, ...path })).toMatchObject({ kind });
  });

  test('a line of any length is cut around the hit', async () => {
    const outcome = await search({ path: join(root, 'long.log'), maxLineBytes: 100 });
    expect(outcome).toMatchObject({
      kind: 'found',
      output: expect.stringMatching(/^1:\.\.\. y+ volume Z y+ \.\.\.\n$/),
    });
    expect('output' in outcome ? outcome.output.length : 0).toBeLessThan(130);
  });

  test('only the pinned key is accepted, whichever of its kinds the server has', async () => {
    const rsa = { ...sshd.node, name: 'rsa', hostKey: sshd.hostKey('rsa') };
    expect(await search({}, rsa)).toMatchObject({ kind: 'found' });
    const missing = { ...sshd.node, name: 'missing', hostKey: undefined };
    expect(await search({}, missing)).toMatchObject({
      kind: 'host-key-missing',
      offered: expect.stringContaining('ssh-'),
    });
    const other = readFileSync(join(sshd.folder, 'id.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
    const changed = { ...sshd.node, name: 'changed', hostKey: other };
    expect(await search({}, changed)).toMatchObject({ kind: 'host-key-changed', hop: 'changed' });
  });

  test('a jump host is held to its own key, and leads on', async () => {
    const jump = { ...sshd.node, name: 'bastion' };
    const way = [jump, { ...sshd.node, name: 'behind' }];
    expect(await remote.search(way, query(), never)).toMatchObject({ kind: 'found' });
    const stranger = { ...jump, hostKey: undefined };
    expect(await remote.search([stranger, { ...sshd.node, name: 'further' }], query(), never)).toMatchObject({
      kind: 'host-key-missing',
      hop: 'bastion',
    });
  });

  test('known_hosts pins too, in the clear and hashed', async () => {
    const file = join(sshd.folder, 'known_hosts');
    writeFileSync(file, `# mine\n[127.0.0.1]:${sshd.port} ${sshd.hostKey('ed25519')}\n`);
    const node = { ...sshd.node, hostKey: undefined, knownHosts: file };
    expect(await search({}, { ...node, name: 'clear' })).toMatchObject({ kind: 'found' });
    execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
    expect(readFileSync(file, 'utf8')).toContain('|1|');
    expect(await search({}, { ...node, name: 'hashed' })).toMatchObject({ kind: 'found' });
  });

  test('a login that is refused and a node that is down are told', async () => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(sshd.folder, 'stranger')]);
    const stranger = { ...sshd.node, name: 'stranger', key: join(sshd.folder, 'stranger') };
    expect(await search({}, stranger)).toMatchObject({ kind: 'login-refused', hop: 'stranger' });
    expect(await search({}, { ...sshd.node, name: 'down', port: 1 })).toMatchObject({ kind: 'unreachable' });
  });

  test('twenty searches at once share one connection', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => search()));
    expect(outcomes.every(({ kind }) => kind === 'found')).toBe(true);
  });

  /** Processes on this machine whose command line holds a text. */
  const holding = (text: string) =>
    readdirSync('/proc')
      .filter((each) => /^\d+$/.test(each))
      .filter((each) => {
        try {
          return readFileSync(join('/proc', each, 'cmdline'), 'utf8').includes(text);
        } catch {
          return false;
        }
      });

  test.each(['cancel', 'end of its time'])('after the %s nothing runs on the node any more', async (how) => {
    const slow = join(root, `slow-${how.length}.log`);
    writeFileSync(slow, 'start\n');
    truncateSync(slow, 200 * 1_024 ** 3);
    const text = `needle-${how.length}-${process.pid}`;
    const stopping = new AbortController();
    const seconds = how === 'cancel' ? 20 : 1;
    // Case is ignored, and no newline comes: grep has to look at all of it.
    const searching = search({ path: slow, text, ignoresCase: true, seconds }, sshd.node, stopping.signal);
    await until(() => holding(text).length > 0, 'the search to run');
    if (how === 'cancel') stopping.abort();
    const { kind } = await searching;
    expect(['canceled', 'timed-out', 'out-of-memory', 'bad-pattern']).toContain(kind);
    await until(() => holding(text).length === 0, 'the search to be gone');
  });

  test('no value ever becomes a command, or opens a file outside the roots', async () => {
    const canary = join(sshd.folder, 'canary');
    const hostile = constantFrom(
      `$(touch ${canary})`,
      `\`touch ${canary}\``,
      `'; touch ${canary}; '`,
      `"; touch ${canary}; "`,
      `\ntouch ${canary}\n`,
      `-f ${canary}`,
      '--include=/etc/passwd',
      '-e',
      '',
      '\0',
      '*',
      '/etc/passwd',
      '%s%n',
      '\\',
      `${root}/../outside.log`,
    );
    const value = oneof(hostile, string({ maxLength: 60 }));
    await assert(
      asyncProperty(tuple(value, value, value), async ([path, text, root2]) => {
        const outcome = await search({ path, text, roots: [root2], seconds: 5 });
        expect(['found', 'host-key-changed', 'unreachable']).not.toContain(outcome.kind);
        const inside = await search({ path: `${root}/${path}`, text, seconds: 5 });
        expect('output' in inside ? inside.output : '').not.toContain('outside');
        expect(existsSync(canary)).toBe(false);
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
