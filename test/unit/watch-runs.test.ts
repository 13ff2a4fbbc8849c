import type { CommandOf } from '../../src/command';
import type { Place } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { Request } from '../../src/request';
import { createRuns } from '../../src/runs';
import { leaseMs, watchRuns } from '../../src/runs/watch';
import { message, press, replyOf, testBot } from '../support/bot';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';
import { encode } from '../../src/command';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const thread = { adapter: 'slack', channel: 'C01', id: '1.1' };
const request = { ...message('x'), id: 'r1', thread } as Request;
const command: CommandOf<'trace'> = { name: 'trace', id: 'req-7c3f9a10', nodes: [], around: 600 };
const never = new AbortController().signal;

/** A process on a store, at a time that the test sets. */
function processAt(store: ReturnType<typeof memoryStore>, clock: { ms: number }, adapters = ['slack']) {
  const now = () => new Date(clock.ms);
  const runs = createRuns(store, silent, now);
  const told: { reply: Reply; place: Place }[] = [];
  const watch = () =>
    watchRuns({
      store,
      log: silent,
      now,
      process: runs.process,
      adapters: new Set(adapters),
      tell: async (reply, place) => void told.push({ reply, place }),
    });
  return { runs, watch, told };
}

test('a run whose process is gone is told once, in its own message, with the search to repeat', async () => {
  const store = memoryStore();
  const clock = { ms: 1_000_000 };
  const dead = processAt(store, clock);
  await dead.watch().stop();
  dead.runs.start({ command, locale: 'en' }, request, never);
  await until(() => store.kept.some(({ kind }) => kind === 'run'), 'the run to be kept');
  const ref = { id: 'C01:2.2', channel: 'C01', ts: '2.2' };
  const body = { ref, thread, request: 'r1', reply: { kind: 'reply', blocks: [] } };
  await store.write([
    { kind: 'posted', id: 'slack C01:2.2', scope: '["slack","C01","1.1"]', at: '2026', body },
  ]);
  const next = processAt(store, clock);
  await next.watch().stop();
  expect(next.told).toEqual([]);
  clock.ms += leaseMs + 1;
  const other = processAt(store, clock);
  await Promise.all([next.watch().stop(), other.watch().stop()]);
  const [one, ...more] = [...next.told, ...other.told];
  expect(more).toEqual([]);
  expect(one?.place).toEqual({ thread, posted: ref });
  expect(one?.reply.title).toContain('cut off');
  expect(JSON.stringify(one?.reply.blocks)).toContain('Search again');
});

test('a run that ended is not told, nor one of an adapter that is not there yet', async () => {
  const store = memoryStore();
  const clock = { ms: 1_000_000 };
  const dead = processAt(store, clock);
  dead.runs.start({ command, locale: 'en' }, request, never).end();
  dead.runs.start({ command, locale: 'zh' }, { ...request, thread: { ...thread, adapter: 'teams' } }, never);
  await until(() => store.kept.filter(({ kind }) => kind === 'run').length === 2, 'the runs');
  const slack = processAt(store, clock);
  await slack.watch().stop();
  expect(slack.told).toEqual([]);
  const teams = processAt(store, clock, ['teams']);
  await teams.watch().stop();
  expect(teams.told.map(({ reply }) => reply.title)).toEqual([
    expect.stringMatching(/^搜索.*被中断：我在途中被停止了。$/),
  ]);
});

test('Cancel after a restart says that it is over, and offers the search again in its own thread alone', async () => {
  const store = memoryStore();
  const dead = processAt(store, { ms: 1_000_000 });
  const own = { adapter: 'test', id: 't' };
  const { id } = dead.runs.start({ command, locale: 'en' }, { ...request, thread: own }, never);
  await until(() => store.kept.length > 0, 'the run to be kept');
  const bot = testBot({ store });
  const payload = encode({ name: 'cancel', run: id }, 'en');
  const told = await replyOf(bot, press(payload));
  expect(told.title).toBe('That search is no longer running.');
  expect(JSON.stringify(told.blocks)).toContain('req-7c3f9a10');
  const elsewhere = await replyOf(bot, { ...press(payload), thread: { adapter: 'test', id: 'other' } });
  expect(elsewhere.blocks).toEqual([]);
});
