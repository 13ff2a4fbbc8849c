import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOps } from '../../adapters/ops';
import { measured } from '../../src/measured';
import { message, replyOf, testBot } from '../support/bot';

const free = { host: '127.0.0.1', port: 0 };
const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
});

async function started(isReady: () => boolean = () => true, places = { health: free, metrics: free }) {
  const ops = createOps(places, '1.2.3');
  closing.push(ops);
  const [port, second = port] = await ops.listen(isReady);
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
  const bot = measured(testBot(), ops.meter);
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
  await expect(createOps({ health: taken, metrics: taken }, '1').listen(() => true)).rejects.toThrow(
    `ops: cannot listen on 127.0.0.1:${port} (EADDRINUSE); set ops.health and ops.metrics`,
  );
});
