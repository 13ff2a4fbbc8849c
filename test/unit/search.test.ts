import { encode, type Command, type CommandOf } from '../../src/command';
import { nodeSchema, type Node } from '../../src/nodes/schema';
import type { LogQuery, RemoteLogs, RemoteNode, SearchOutcome } from '../../src/ports';
import { excerptsIn } from '../../src/search/excerpts';
import { repeatLine } from '../../src/search/repeat';
import { message, press, replyOf, testBot } from '../support/bot';

const node = (rest: object): Node =>
  nodeSchema.parse({ name: 'console-a', role: 'console', host: '10.0.0.1', ...rest });
const grep = (rest: object = {}): Command => ({
  name: 'grep',
  text: '6ec3e693',
  logs: ['unicloud-engine'],
  nodes: [],
  before: 1,
  after: 1,
  maxHits: 50,
  isRegex: false,
  isCaseSensitive: false,
  ...rest,
});

/** A network on which every search ends the same way; it keeps what was asked. */
function network(outcome: SearchOutcome): RemoteLogs & { asked: [string[], LogQuery][] } {
  const asked: [string[], LogQuery][] = [];
  return {
    asked,
    search: async (way: readonly RemoteNode[], query) => {
      asked.push([way.map(({ name }) => name), query]);
      return outcome;
    },
    check: async () => ({ kind: 'connected' }),
    close: async () => {},
  };
}

const state = { bytes: 100, changed: 1, inode: '7' };
const found = (output: string): SearchOutcome => ({
  kind: 'found',
  output,
  before: state,
  after: state,
  nodeTime: 1,
});
const ask = (bot: ReturnType<typeof testBot>, command: Command) => {
  const request = press(encode(command, 'en'));
  return replyOf(bot, { ...request, thread: { adapter: 'terminal', id: 't' } });
};

test('a log is searched on every node of its role, at the path of the installation, through its jump hosts', async () => {
  const remote = network(found('1:x'));
  const nodes = [
    node({ via: ['bastion'], rootMap: { '/opt/installer/production/logs': '/data/logs' } }),
    node({ name: 'bastion', role: 'gateway' }),
    node({ name: 'console-b' }),
  ];
  await ask(testBot({ remote, nodes }), grep());
  expect(remote.asked.map(([way, { path }]) => [way, path])).toEqual([
    [['bastion', 'console-a'], '/data/logs/unicloud/unicloud-engine.log'],
    [['console-b'], '/opt/installer/production/logs/unicloud/unicloud-engine.log'],
  ]);
  expect(remote.asked[0]?.[1].roots).toContain('/data/logs');
});

test('what is found is masked, told with its lines, and known causes in it are named', async () => {
  const output =
    '7-before\n8:ERROR No valid host was found. There are not enough hosts available. token=s3cr3t99\n';
  const reply = await ask(testBot({ remote: network(found(output)), nodes: [node({})] }), grep());
  expect(reply).toMatchObject({
    title: '1 hit in 1 log',
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
  const outcome: SearchOutcome = { kind: 'host-key-changed', hop: 'console-a', detail: 'ssh-rsa SHA256:x' };
  const reply = await ask(testBot({ remote: network(outcome), nodes: [node({})] }), grep());
  expect(reply.title).toBe('Nothing found in 0 logs; 1 could not be read');
  expect(JSON.stringify(reply.blocks)).toContain('the host key of console-a changed');
});

test('a log that shrank while it was read is warned of', async () => {
  const outcome = { ...found(''), kind: 'nothing-found', after: { ...state, bytes: 3 } } as SearchOutcome;
  const reply = await ask(testBot({ remote: network(outcome), nodes: [node({})] }), grep());
  expect(reply.data).toMatchObject({
    targets: [{ warnings: ['The log was cut or rotated while it was read: search again.'] }],
  });
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
  expect(excerptsIn('3-a\n4:b\n5-c\n--\n9:d\n10:e\n')).toEqual([
    { firstLine: 3, lines: ['a', 'b', 'c'], hits: [1] },
    { firstLine: 9, lines: ['d', 'e'], hits: [0, 1] },
  ]);
  expect(excerptsIn('')).toEqual([]);
});

test('the line to repeat is quoted, and carries no secret', () => {
  const command = grep({ text: "it's token=abcdef123", before: 2, after: 0 }) as CommandOf<'grep'>;
  expect(repeatLine(command, '/a b.log')).toBe(
    String.raw`grep -n -F -i -m 50 -B 2 -A 0 -e 'it'\''s token=[masked]' '/a b.log'`,
  );
});

test('a question is still a question: no search is begun by words alone', async () => {
  const remote = network(found('1:x'));
  await replyOf(testBot({ remote, nodes: [node({})] }), message('grep the unicloud log at host boot'));
  expect(remote.asked).toEqual([]);
});
