import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOps } from '../../adapters/ops';
import { measuredHandle, measuredLogs, measuredPost, measuredStore } from '../../src/measured';
import type { Measured, RemoteLogs, SearchResult, Standing } from '../../src/ports';
import { memoryStore } from '../support/store';
import { message, replyOf, testBot } from '../support/bot';

const free = { host: '127.0.0.1', port: 0 };
const standing: Standing = { isReady: true, chats: [], searching: 0, nodes: [] };
const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
});

async function started(isReady: () => boolean = () => true, places = { health: free, metrics: free }) {
  const ops = createOps(places, '1.2.3');
  closing.push(ops);
  const [port, second = port] = await ops.listen(() => ({ ...standing, isReady: isReady() }));
  const get = (path: string, method = 'GET', at = port) => fetch(`http://127.0.0.1:${at}${path}`, { method });
  return { ops, get, second };
}

test('health says that it runs, readiness whether it answers', async () => {
  let isReady = false;
  const { get } = await started(() => isReady);
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(503);
  isReady = true;
  expect(await (await get('/readyz')).text()).toBe('ready\n');
});

test('answers are counted by command, outcome and verdict, and timed', async () => {
  const { ops, get } = await started();
  const bot = measuredHandle(testBot(), ops.meter);
  await replyOf(bot, message('unicloud log at host boot'));
  await replyOf(bot, message('unicloud log at host boot'));
  await replyOf(
    bot,
    message('Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)'),
  );
  await bot(message('escalate'), { signal: new AbortController().signal, show: () => {} });
  const told = await (await get('/metrics')).text();
  expect(told).toContain('sherlog_answers_total{command="locate",outcome="answered",verdict=""} 2');
  expect(told).toMatch(
    /sherlog_answers_total\{command="diagnose",outcome="answered",verdict="(?:match|candidates)"\} 1/,
  );
  expect(told).toContain('sherlog_answers_total{command="none",outcome="form",verdict=""} 1');
  expect(told).toContain('sherlog_answer_seconds_count{command="locate"} 2');
  expect(told).toContain('sherlog_info{version="1.2.3"} 1');
  expect(told).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(told).not.toContain('volume');
});

test('health and metrics each have their address, and nothing of the other', async () => {
  const { get, second } = await started(() => true, {
    health: { ...free },
    metrics: { host: 'localhost', port: 0 },
  });
  expect((await get('/metrics')).status).toBe(404);
  expect((await get('/metrics', 'GET', second)).status).toBe(200);
  expect((await get('/healthz', 'GET', second)).status).toBe(404);
});

test('nothing else is there, and nothing is taken', async () => {
  const { get } = await started();
  expect((await get('/')).status).toBe(404);
  expect((await get('/metrics?name=x')).status).toBe(200);
  expect((await get('/healthz', 'POST')).status).toBe(405);
  expect(await (await get('/healthz', 'HEAD')).text()).toBe('');
});

test('a port that is taken is told in a sentence that names the setting', async () => {
  const other: Server = createServer().listen(0, '127.0.0.1');
  closing.push(other);
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const taken = { host: '127.0.0.1', port };
  await expect(createOps({ health: taken, metrics: taken }, '1').listen(() => standing)).rejects.toThrow(
    `ops: cannot listen on 127.0.0.1:${port} (EADDRINUSE); set ops.health and ops.metrics`,
  );
});

describe('what happens is counted', () => {
  const facts: Measured[] = [];
  const note = (fact: Measured) => void facts.push(fact);
  beforeEach(() => facts.splice(0));
  const read = { how: 'full', from: 10, to: 110 } as const;
  const file = {
    isNumbered: true,
    oldest: undefined,
    isCut: false,
    read,
    before: { bytes: 1, changed: 1, inode: '1' },
    warnings: [],
  } as const;
  const found = { ...file, kind: 'found', output: '1:x', hits: 1 } as const;
  const nothing = { ...file, kind: 'nothing-found', output: '', hits: 0 } as const;
  const unread = { kind: 'not-readable', detail: '' } as const;
  const clock = { offsetMs: 0, errorMs: 0 };
  const searched = (...files: (typeof found | typeof nothing | typeof unread)[]): SearchResult => ({
    kind: 'searched',
    clock,
    files,
  });

  test.each<[string, SearchResult, number]>([
    ['found', searched(nothing, found), 200],
    ['nothing', searched(nothing), 100],
    ['partly', searched(found, unread), 100],
    ['failed', searched(unread), 0],
    ['failed', { kind: 'timed-out', detail: '' }, 0],
    ['canceled', { kind: 'canceled', detail: '' }, 0],
  ])('a search that ended as %s', async (outcome, result, bytes) => {
    const remote: RemoteLogs = {
      search: async () => result,
      list: async () => ({ kind: 'failed', detail: '' }),
      close: async () => undefined,
    };
    await measuredLogs(remote, note).search([], {} as never, new AbortController().signal);
    expect(facts).toEqual([{ kind: 'searched', outcome, bytes }]);
  });

  test('a draft that was sent, and one that was not', async () => {
    const post = (isSent: boolean) =>
      measuredPost({ ways: ['mail'], send: async () => ({ isSent, detail: '' }) }, note);
    for (const isSent of [true, false])
      await post(isSent).send('mail', 'a@example.com', {} as never, new AbortController().signal);
    expect(facts).toEqual([
      { kind: 'sent', way: 'mail', isSent: true },
      { kind: 'sent', way: 'mail', isSent: false },
    ]);
  });

  test('a store that fails, which still fails', async () => {
    const full = { ...memoryStore(), write: async () => Promise.reject(new Error('disk full')) };
    await expect(measuredStore(full, note).write([])).rejects.toThrow('disk full');
    await measuredStore(full, note).list('seen');
    expect(facts).toEqual([{ kind: 'store-failed' }]);
  });

  test('secrets that were masked, and how long a platform took to hand something over', async () => {
    const blocks = [{ kind: 'excerpt', lines: ['a [masked]', 'b [masked] [masked]', 'c'] }] as const;
    const bot = measuredHandle(async () => ({ kind: 'reply', blocks, command: 'grep' }), note);
    await replyOf(bot, { ...message('x'), sentAt: Date.now() - 2_000 });
    expect(facts).toEqual([
      { kind: 'lagged', adapter: 'test', seconds: expect.any(Number) },
      expect.objectContaining({ kind: 'answered', command: 'grep', masked: 3 }),
    ]);
    expect((facts[0] as { seconds: number }).seconds).toBeGreaterThanOrEqual(2);
  });
});

test('how things stand is told as it is when it is asked for; a node that is gone is not told on', async () => {
  let nodes: Standing['nodes'] = [{ node: 'console-a', waiting: 2, isResting: true }];
  const ops = createOps({ health: free, metrics: free }, '1');
  closing.push(ops);
  const chats = [{ name: 'slack', isConnected: false }];
  const [port] = await ops.listen(() => ({ isReady: false, chats, searching: 3, nodes }));
  const told = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const first = await told();
  for (const line of [
    'sherlog_node_queue_length{node="console-a"} 2',
    'sherlog_node_breaker_open{node="console-a"} 1',
    'sherlog_chat_connected{adapter="slack"} 0',
    'sherlog_searches_running 3',
  ])
    expect(first).toContain(line);
  nodes = [];
  expect(await told()).not.toContain('console-a');
});
