import { commandSchema, encode, type Command, type CommandOf } from '../../src/command';
import { nodeSchema, type Node } from '../../src/nodes/schema';
import type { FileOutcome, ListedFile, LogQuery, RemoteLogs, RunFailure } from '../../src/ports';
import { excerptsIn } from '../../src/search/excerpts';
import { folded, wholeRecords } from '../../src/search/records';
import { repeatLine } from '../../src/search/repeat';
import { press, replyOf, testBot } from '../support/bot';
import { builtInKnowledge } from '../support/knowledge';

const node = (rest: object): Node =>
  nodeSchema.parse({ name: 'console-a', role: 'console', host: '10.0.0.1', ...rest });
const grep = (rest: object = {}): Command =>
  commandSchema.parse({
    name: 'grep',
    text: '6ec3e693',
    logs: ['unicloud-engine'],
    before: 1,
    after: 1,
    ...rest,
  });

/** A network on which every file ends the same way, and every folder lists these files; it keeps what was asked. */
function network(
  outcome: FileOutcome | RunFailure,
  files: readonly ListedFile[] = [],
): RemoteLogs & { asked: [string[], LogQuery][] } {
  const asked: [string[], LogQuery][] = [];
  const clock = { offsetMs: 0, errorMs: 1 };
  return {
    asked,
    search: async (way, query) => {
      asked.push([way.map(({ name }) => name), query]);
      if (!('output' in outcome) && !('hits' in outcome) && outcome.kind !== 'no-such-file')
        return outcome as RunFailure;
      return { kind: 'searched', clock, files: query.files.map(() => outcome as FileOutcome) };
    },
    list: async (_, { places }) => ({
      kind: 'listed',
      clock,
      tools: [],
      folders: places.map(() => ({ kind: 'listed', files })),
    }),
    close: async () => {},
  };
}

const found = (output: string, rest: object = {}): FileOutcome => ({
  kind: output === '' ? 'nothing-found' : 'found',
  output,
  isNumbered: true,
  hits: (output.match(/^\d+:/gm) ?? []).length,
  isCut: false,
  read: { how: 'full', from: 0, to: 100 },
  before: { bytes: 100, changed: 1, inode: '7' },
  warnings: [],
  ...rest,
});
const listed = (name: string, changed: string, first?: string): ListedFile => ({
  name,
  bytes: 10,
  changed: Date.parse(changed) / 1_000,
  isRegular: true,
  isReadable: true,
  first: first === undefined ? undefined : { time: first, zone: undefined },
});
const ask = (bot: ReturnType<typeof testBot>, command: Command) => {
  const request = press(encode(command, 'en'));
  return replyOf(bot, { ...request, asker: { ...request.asker, isOwner: true } });
};

test('a log is searched on every node of its role, at the path of the installation, through its jump hosts', async () => {
  const remote = network(found('1:x'));
  const nodes = [
    node({ via: ['bastion'], rootMap: { '/opt/installer/production/logs': '/data/logs' } }),
    node({ name: 'bastion', role: 'gateway' }),
    node({ name: 'console-b' }),
  ];
  await ask(testBot({ remote, nodes }), grep());
  const name = 'unicloud-engine.log';
  expect(remote.asked.map(([way, { files }]) => [way, files[0]])).toEqual([
    [['bastion', 'console-a'], { log: 'unicloud-engine', folder: '/data/logs/unicloud', name }],
    [['console-b'], { log: 'unicloud-engine', folder: '/opt/installer/production/logs/unicloud', name }],
  ]);
  expect(remote.asked[0]?.[1].roots).toContain('/data/logs');
});

test('what is found is masked, told with its lines, and known causes in it are named', async () => {
  const output =
    '7-before\n8:ERROR No valid host was found. There are not enough hosts available. token=s3cr3t99\n';
  const reply = await ask(testBot({ remote: network(found(output)), nodes: [node({})] }), grep());
  expect(reply).toMatchObject({
    title: '1 hit for "6ec3e693" in 1 file',
    data: {
      targets: [
        {
          node: 'console-a',
          log: 'unicloud-engine',
          outcome: 'found',
          hits: 1,
          excerpts: [{ firstLine: 7 }],
          cases: [{ id: 'openstack-no-valid-host' }],
        },
      ],
    },
  });
  expect(JSON.stringify(reply)).not.toContain('s3cr3t99');
});

test('a node that fails is its own row, and the title says so', async () => {
  const outcome: RunFailure = { kind: 'host-key-changed', hop: 'console-a', detail: 'ssh-rsa SHA256:x' };
  const reply = await ask(testBot({ remote: network(outcome), nodes: [node({})] }), grep());
  expect(reply.title).toBe('Could not search for "6ec3e693"');
  expect(JSON.stringify(reply.blocks)).toContain('the host key of console-a changed');
});

test('a log that shrank while it was read is warned of', async () => {
  const outcome = found('', { warnings: ['truncated'] });
  const reply = await ask(testBot({ remote: network(outcome), nodes: [node({})] }), grep());
  expect(reply.data).toMatchObject({ targets: [{ warnings: ['truncated'] }] });
  expect(JSON.stringify(reply.blocks)).toContain('The log was cut while it was read');
});

test('without a node of the role the path is given to look by hand', async () => {
  const remote = network(found(''));
  const reply = await ask(testBot({ remote, nodes: [node({ role: 'sync-proxy' })] }), grep());
  expect(remote.asked).toEqual([]);
  expect(JSON.stringify(reply.blocks)).toContain(
    '/opt/installer/production/logs/unicloud/unicloud-engine.log',
  );
});

describe('who may search', () => {
  const nodes = [node({ search: { persons: ['mei'] } }), node({ name: 'console-b' })];
  const inChat = (command: Command) =>
    replyOf(testBot({ remote: network(found('1:x')), nodes }), press(encode(command, 'en')));

  test('in a chat only who is named: others are told which nodes they may search', async () => {
    const reply = await inChat(grep({ nodes: ['console-b'] }));
    expect(reply).toMatchObject({
      tone: 'failure',
      data: { error: { code: 'not-allowed', hint: 'Allowed here: console-a.' } },
    });
    expect((await inChat(grep())).data).toMatchObject({ targets: [{ node: 'console-a' }] });
  });

  test('a node that is not there is told with the nearest one', async () => {
    expect(await inChat(grep({ nodes: ['consol-a'] }))).toMatchObject({
      data: { error: { code: 'unknown-name', hint: 'did you mean "console-a"?' } },
    });
  });

  test('a regular expression is refused where the node does not allow it', async () => {
    expect(await inChat(grep({ isRegex: true }))).toMatchObject({
      data: { error: { code: 'not-allowed', message: 'Regular expressions are not allowed on console-a.' } },
    });
  });
});

test('groups of lines come apart, hits are marked', () => {
  expect(excerptsIn('3-a\n4:b\n5-c\n9:d\n10:e\n')).toEqual([
    { firstLine: 3, lines: ['a', 'b', 'c'], hits: [1] },
    { firstLine: 9, lines: ['d', 'e'], hits: [0, 1] },
  ]);
  expect(excerptsIn('')).toEqual([]);
});

test('the line to repeat is quoted, and carries no secret', () => {
  const command = grep({ text: "it's token=abcdef123", before: 2, after: 0 }) as CommandOf<'grep'>;
  expect(repeatLine(command, '/a b.log')).toBe(
    String.raw`grep -n -F -i -B 2 -A 0 -e 'it'\''s token=[masked]' '/a b.log'`,
  );
});

describe('a time', () => {
  const files = [
    listed('unicloud-engine.log', '2026-11-21T12:00:00Z', '2026-11-21 00:00:01'),
    listed('unicloud-engine.log.1', '2026-11-21T00:00:00Z', '2026-11-20 00:00:01'),
    listed('unicloud-engine.log.2.gz', '2026-11-20T00:00:00Z', '2026-11-19 00:00:01'),
    listed('unicloud-engine-other.log', '2026-11-20T00:00:00Z', '2026-11-19 00:00:01'),
  ];
  const bot = (remote: RemoteLogs) => testBot({ remote, nodes: [node({ timeZone: 'Asia/Shanghai' })] });

  test("is the node's own without a zone, and picks the rotated file that holds it", async () => {
    const remote = network(found('1:x'), files);
    const { data } = await ask(bot(remote), grep({ at: '2026-11-20 16:24', around: 600 }));
    expect(remote.asked[0]?.[1]).toMatchObject({
      files: [{ name: 'unicloud-engine.log.1' }],
      window: {
        from: '2026-11-20 16:14:00',
        to: '2026-11-20 16:34:00',
        utcFrom: '2026-11-20 08:14:00',
        utcTo: '2026-11-20 08:34:00',
      },
    });
    expect(data).toMatchObject({
      targets: [
        {
          path: '/opt/installer/production/logs/unicloud/unicloud-engine.log.1',
          read: { at: '2026-11-20T16:24:00.000+08:00' },
          notRead: ['unicloud-engine.log', 'unicloud-engine.log.2.gz'],
        },
      ],
    });
  });

  test('that is none is refused with what was expected', async () => {
    expect(await ask(bot(network(found(''))), grep({ at: '25:61' }))).toMatchObject({
      data: { error: { code: 'bad-time' } },
    });
  });

  test('without one the newest file is read, and the answer names those that were not', async () => {
    const remote = network(found('1:x'), files);
    const { data } = await ask(bot(remote), grep());
    expect(data).toMatchObject({
      targets: [{ notRead: ['unicloud-engine.log.1', 'unicloud-engine.log.2.gz'] }],
    });
    await ask(bot(remote), grep({ older: 1 }));
    expect(remote.asked[1]?.[1].files[0]?.name).toBe('unicloud-engine.log.1');
  });
});

test('a name with a host in it is looked up on the node', async () => {
  const uuid = '6ec3e693-69f7-4129-a43a-16eebe74b528';
  const remote = network(found('1:x'), [
    listed(`vm-web-1-${uuid}.log`, '2026-11-21T12:00:00Z'),
    listed(`vm-db-1-${uuid}.log`, '2026-11-21T12:00:00Z'),
    listed('hamal-period.log', '2026-11-21T12:00:00Z'),
  ]);
  const log = builtInKnowledge().catalog.logs.find(({ path }) => path.includes('<host>'));
  const nodes = [node({ role: 'sync-proxy', roots: ['/var/log'] })];
  await ask(testBot({ remote, nodes }), grep({ logs: [log?.id], host: 'db-1' }));
  expect(remote.asked[0]?.[1].files.map(({ name }) => name)).toEqual([`vm-db-1-${uuid}.log`]);
});

test('nodes of several sites: the bot asks which', async () => {
  const nodes = [node({ site: 'north' }), node({ name: 'console-b', site: 'south' })];
  const remote = network(found('1:x'));
  expect((await ask(testBot({ remote, nodes }), grep())).data).toEqual({
    clarify: { question: 'site', choices: ['north', 'south'] },
  });
  expect((await ask(testBot({ remote, nodes }), grep({ site: 'south' }))).data).toMatchObject({
    targets: [{ node: 'console-b' }],
  });
});

test('of a record that does not begin in the excerpt only a hit is shown', () => {
  const lines = [
    '  File "x.py"',
    '2026-11-21 10:00:00 INFO a',
    '2026-11-21 10:00:01 ERROR b',
    'Traceback',
    '  File "y.py"',
  ];
  expect(wholeRecords({ firstLine: 7, lines, hits: [2] }, 2)).toEqual({
    firstLine: 8,
    lines: lines.slice(1),
    hits: [1],
  });
});

test('records that say the same are folded, the newest stands for all', () => {
  const at = (second: number, firstLine: number) => ({
    firstLine,
    lines: [`2026-11-21 10:00:0${second} ERROR attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528 failed`],
    hits: [0],
  });
  expect(folded([at(1, 3), at(2, 9)])).toMatchObject({
    excerpts: [{ firstLine: 9 }],
    repeated: [{ count: 2, oldest: expect.stringContaining('10:00:01') }],
  });
});
