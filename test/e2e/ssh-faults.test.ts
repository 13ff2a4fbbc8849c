import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createRemoteLogs } from '../../adapters/ssh';
import type { LogQuery, RemoteLogs, RemoteNode } from '../../src/ports';
import { lineTo } from '../support/line';
import { childrenOf } from '../support/processes';
import { plainQuery } from '../support/query';
import { nodeScript, startSshd, type Sshd } from '../support/sshd';
import { describeWithSshd } from '../support/with-sshd';
import { until } from '../support/streams';

const never = new AbortController().signal;
const gibibyte = 1_024 ** 3;

/** A child that ended by itself since it was listed, its parent killed first, is as gone. */
function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

describeWithSshd('what goes wrong on nodes, against a real sshd', () => {
  let sshd: Sshd;
  let remote: RemoteLogs;
  let root: string;

  beforeAll(async () => {
    sshd = await startSshd();
    root = join(sshd.folder, 'logs');
    mkdirSync(root);
    writeFileSync(join(root, 'a.log'), 'needle\n');
  });
  afterAll(() => sshd.stop());
  beforeEach(() => {
    remote = createRemoteLogs({ agent: undefined, account: 'nobody' }, nodeScript);
  });
  afterEach(() => remote.close());

  const query = (name = 'a.log', rest: Partial<LogQuery> = {}): LogQuery => ({
    ...plainQuery(root, 'needle', name),
    ...rest,
  });
  const search = (asked = query(), node: RemoteNode = sshd.node, signal = never) =>
    remote.search([node], asked, signal);
  const outcome = async (...args: Parameters<typeof search>) => {
    const result = await search(...args);
    return result.kind === 'searched' ? result.files[0] : result;
  };
  /** A log that takes long to read: nothing but NUL bytes, in lines that never end. */
  const slowLog = (name: string): string => {
    writeFileSync(join(root, name), 'start\n');
    truncateSync(join(root, name), 200 * gibibyte);
    return name;
  };
  /** Processes of this machine with a text in their command line, or environment. */
  const holding = (text: string): number[] =>
    readdirSync('/proc')
      .filter((each) => /^\d+$/.test(each))
      .map(Number)
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
        } catch {
          return false;
        }
      });

  test('a session that is killed while it reads is told, and the next search opens another connection', async () => {
    const text = `killed-${process.pid}`;
    const searching = search(query(slowLog('killed.log'), { texts: [text], ignoresCase: true }));
    await until(() => holding(text).length > 0, 'the search to run');
    for (const pid of childrenOf(sshd.pid)) endNow(pid);
    const { kind } = await searching;
    expect(['unreachable', 'failed']).toContain(kind);
    await until(() => holding(text).length === 0, 'the search to be gone');
    expect(await outcome()).toMatchObject({ kind: 'found' });
  });

  test('a node that freezes is told after the time of the search, not waited for', async () => {
    expect(await outcome()).toMatchObject({ kind: 'found' });
    const frozen = childrenOf(sshd.pid);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      expect(await outcome(query('a.log', { seconds: 1 }))).toMatchObject({ kind: 'unreachable' });
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    expect(await outcome()).toMatchObject({ kind: 'found' });
  });

  test('a connection that is half open is told the same way, and nothing is left on the node', async () => {
    const line = await lineTo(sshd.port);
    const node = { ...sshd.node, name: 'half-open', port: line.port };
    expect(await outcome(query(), node)).toMatchObject({ kind: 'found' });
    line.stall();
    expect(await outcome(query('a.log', { seconds: 1 }), node)).toMatchObject({ kind: 'unreachable' });
    line.close();
  });

  test('a server that answers nothing is given up while connecting', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const node = { ...sshd.node, name: 'silent', port };
    expect(await outcome(query(), node)).toMatchObject({ kind: 'unreachable', hop: 'silent' });
    // What failed is not tried again at once: the node and its account are spared.
    const startedAt = Date.now();
    expect(await outcome(query(), node)).toMatchObject({ detail: expect.stringContaining('next try in') });
    expect(Date.now() - startedAt).toBeLessThan(500);
    silent.close();
  });

  test.each(['connecting', 'reading'])(
    'canceled while %s, a search ends at once and leaves nothing',
    async (phase) => {
      const stopping = new AbortController();
      const text = `canceled-${phase}-${process.pid}`;
      const node = { ...sshd.node, name: `canceled-${phase}` };
      const asked = query(slowLog(`${phase}.log`), { texts: [text], ignoresCase: true });
      const searching = search(asked, node, stopping.signal);
      if (phase === 'reading') await until(() => holding(text).length > 0, 'the search to run');
      stopping.abort();
      expect(await searching).toMatchObject({ kind: 'canceled' });
      await until(() => holding(text).length === 0, 'the search to be gone');
    },
  );

  test('a log of 10 GiB stays out of the memory of this process, and under the ceiling of the node', async () => {
    writeFileSync(join(root, 'huge.log'), 'needle\n');
    truncateSync(join(root, 'huge.log'), 10 * gibibyte);
    const before = process.memoryUsage().rss;
    const { kind } = (await outcome(query('huge.log'))) ?? { kind: '' };
    expect(['found', 'out-of-memory', 'timed-out']).toContain(kind);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576);
  });

  test('a log that is rotated or cut while it is read is warned of', async () => {
    const growing = (name: string) => {
      writeFileSync(join(root, name), `${'filler line\n'.repeat(1_000)}needle\n`);
      truncateSync(join(root, name), 6 * gibibyte);
      return query(name, { ignoresCase: true, texts: [`in-${name}`] });
    };
    const rotated = outcome(growing('rotated.log'));
    await until(() => holding('in-rotated.log').length > 0, 'the search to run');
    renameSync(join(root, 'rotated.log'), join(root, 'rotated.log.1'));
    writeFileSync(join(root, 'rotated.log'), 'new\n');
    expect(['rotated', 'out-of-memory', 'timed-out']).toContain(endOf(await rotated));
    rmSync(join(root, 'rotated.log.1'));
    const cut = outcome(growing('cut.log'));
    await until(() => holding('in-cut.log').length > 0, 'the search to run');
    truncateSync(join(root, 'cut.log'), 0);
    expect(['truncated', 'out-of-memory', 'timed-out']).toContain(endOf(await cut));
  });

  const endOf = (result: Awaited<ReturnType<typeof outcome>>) =>
    result && 'warnings' in result ? result.warnings[0] : result?.kind;

  describe('with few sessions, as another account', () => {
    let strict: Sshd;
    beforeAll(async () => {
      strict = await startSshd(
        'MaxSessions 2',
        // The script runs as an account that may read little; the command is what the bot asked for.
        'ForceCommand setpriv --reuid=65534 --regid=65534 --clear-groups /bin/sh -c "$SSH_ORIGINAL_COMMAND"',
      );
      mkdirSync(join(strict.folder, 'logs'));
      chmodSync(strict.folder, 0o755);
      for (const [name, mode] of [
        ['open.log', 0o644],
        ['closed.log', 0o600],
      ] as const) {
        writeFileSync(join(strict.folder, 'logs', name), 'needle\n');
        chmodSync(join(strict.folder, 'logs', name), mode);
      }
    });
    afterAll(() => strict.stop());
    const asked = (name: string) => {
      const folder = join(strict.folder, 'logs');
      return query(name, { files: [{ folder, name }], roots: [folder] });
    };

    test('a log that the account may not read is its own outcome', async () => {
      const node = { ...strict.node, concurrency: 2 };
      expect(await outcome(asked('open.log'), node)).toMatchObject({ kind: 'found' });
      expect(await outcome(asked('closed.log'), node)).toMatchObject({ kind: 'not-readable' });
    });

    test('where the server takes fewer sessions than the bot asks for, the others wait their turn', async () => {
      const results = await Promise.all(
        Array.from({ length: 6 }, () => outcome(asked('open.log'), strict.node)),
      );
      expect(results.map((each) => each?.kind)).toEqual(Array.from({ length: 6 }, () => 'found'));
    });
  });
});
