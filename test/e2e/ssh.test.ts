import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createRemoteLogs } from '../../adapters/ssh';
import type { FileOutcome, LogQuery, RemoteLogs, RemoteNode, RunFailure } from '../../src/ports';
import { plainQuery } from '../support/query';
import { nodeScript, startSshd, type Sshd } from '../support/sshd';
import { describeWithSshd } from '../support/with-sshd';
import { until } from '../support/streams';

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
    remote = createRemoteLogs({ agent: undefined, account: 'nobody' }, nodeScript);
  });
  afterEach(() => remote.close());

  const query = (rest: Partial<LogQuery> = {}, name = 'a.log', folder = root): LogQuery => ({
    ...plainQuery(folder, 'volume', name),
    roots: [root],
    before: 1,
    ...rest,
  });
  /** What came of the one file that is searched. */
  const search = async (
    asked: LogQuery = query(),
    node: RemoteNode = sshd.node,
    signal = never,
  ): Promise<FileOutcome | RunFailure> => {
    const result = await remote.search([node], asked, signal);
    return result.kind === 'searched' ? (result.files[0] as FileOutcome) : result;
  };

  test('a hit comes with its context, line numbers, and what was read', async () => {
    expect(await search()).toMatchObject({
      kind: 'found',
      output: '1-one\n2:two volume X',
      hits: 1,
      isCut: false,
      read: { how: 'full', from: 0, to: 23 },
      before: { bytes: 23 },
      warnings: [],
    });
    expect(await search(query({}, 'a.log.gz'))).toMatchObject({
      output: '1-one\n2:two volume X',
      read: { how: 'unpacked' },
    });
  });

  test.each<[string, LogQuery | (() => LogQuery), FileOutcome['kind']]>([
    ['a text that is not there', () => query({ texts: ['frobnicate'] }), 'nothing-found'],
    ['an empty file', () => query({}, 'empty.log'), 'nothing-found'],
    ['a file that is not there', () => query({}, 'none.log'), 'no-such-file'],
    ['a link out of the roots', () => query({}, 'link.log'), 'outside-roots'],
    ['a name with a way out of the folder', () => query({}, '../outside.log'), 'outside-roots'],
    ['a folder outside the roots', () => query({}, 'outside.log', sshd.folder), 'outside-roots'],
    ['a file of a config folder', () => query({}, 'secret.log', join(root, 'config')), 'outside-roots'],
    ['a FIFO', () => query({}, 'fifo.log'), 'not-regular'],
    ['a folder', () => query({}, 'config'), 'not-regular'],
    ['a pattern that is none', () => query({ texts: ['('], isRegex: true }), 'bad-pattern'],
  ])('%s ends as its own outcome', async (_, asked, kind) => {
    expect(await search(typeof asked === 'function' ? asked() : asked)).toMatchObject({ kind });
  });

  test('of many hits all are counted and the newest are shown, the oldest named', async () => {
    const lines = Array.from({ length: 500 }, (_, at) => `line ${at + 1} volume`);
    writeFileSync(join(root, 'many.log'), `${lines.join('\n')}\n`);
    expect(await search(query({ maxHits: 2, before: 0 }, 'many.log'))).toMatchObject({
      hits: 500,
      isCut: true,
      output: '499:line 499 volume\n500:line 500 volume',
      oldest: { line: 1, text: 'line 1 volume' },
    });
  });

  test('a line of any length is cut around the hit', async () => {
    const outcome = await search(query({ maxLineBytes: 100 }, 'long.log'));
    expect(outcome).toMatchObject({
      kind: 'found',
      output: expect.stringMatching(/^1:\.\.\. y+ volume Z y+ \.\.\.$/),
    });
    expect('output' in outcome ? outcome.output.length : 0).toBeLessThan(130);
  });

  test('a connection that is open is not used for a node whose pinned key was changed meanwhile', async () => {
    expect(await search(query())).toMatchObject({ kind: 'found' });
    const other = readFileSync(join(sshd.folder, 'id.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
    const changed = { ...sshd.node, hostKey: other };
    expect(await search(query(), changed)).toMatchObject({ kind: 'host-key-changed' });
  });

  test('only the pinned key is accepted, whichever of its kinds the server has', async () => {
    const rsa = { ...sshd.node, name: 'rsa', hostKey: sshd.hostKey('rsa') };
    expect(await search(query(), rsa)).toMatchObject({ kind: 'found' });
    const missing = { ...sshd.node, name: 'missing', hostKey: undefined };
    expect(await search(query(), missing)).toMatchObject({
      kind: 'host-key-missing',
      offered: expect.stringContaining('ssh-'),
    });
    const other = readFileSync(join(sshd.folder, 'id.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
    const changed = { ...sshd.node, name: 'changed', hostKey: other };
    expect(await search(query(), changed)).toMatchObject({ kind: 'host-key-changed', hop: 'changed' });
  });

  test('a jump host is held to its own key, and leads on', async () => {
    const jump = { ...sshd.node, name: 'bastion' };
    const way = [jump, { ...sshd.node, name: 'behind' }];
    expect(await remote.search(way, query(), never)).toMatchObject({ kind: 'searched' });
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
    expect(await search(query(), { ...node, name: 'clear' })).toMatchObject({ kind: 'found' });
    execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
    expect(readFileSync(file, 'utf8')).toContain('|1|');
    expect(await search(query(), { ...node, name: 'hashed' })).toMatchObject({ kind: 'found' });
  });

  test('a login that is refused and a node that is down are told', async () => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(sshd.folder, 'stranger')]);
    const stranger = { ...sshd.node, name: 'stranger', key: join(sshd.folder, 'stranger') };
    expect(await search(query(), stranger)).toMatchObject({ kind: 'login-refused', hop: 'stranger' });
    expect(await search(query(), { ...sshd.node, name: 'down', port: 1 })).toMatchObject({
      kind: 'unreachable',
    });
  });

  test("the node's clock is told within its error", async () => {
    const result = await remote.search([sshd.node], query(), never);
    if (result.kind !== 'searched') throw new Error(result.kind);
    const { offsetMs, errorMs } = result.clock;
    expect(errorMs).toBeGreaterThan(0);
    expect(Math.abs(offsetMs)).toBeLessThanOrEqual(errorMs + 1);
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
    const searching = search(
      query({ texts: [text], ignoresCase: true, seconds }, basename(slow)),
      sshd.node,
      stopping.signal,
    );
    await until(() => holding(text).length > 0, 'the search to run');
    if (how === 'cancel') stopping.abort();
    const { kind } = await searching;
    expect(['canceled', 'timed-out', 'out-of-memory']).toContain(kind);
    await until(() => holding(text).length === 0, 'the search to be gone');
  });
});
