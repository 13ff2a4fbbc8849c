import { encode } from '../../src/command';
import type { Outlet, Posted } from '../../src/ports';
import type { Button, Reply } from '../../src/reply';
import type { Request, ThreadRef } from '../../src/request';
import { testDesk } from '../support/desk';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';

const thread: ThreadRef = { adapter: 'slack', channel: 'C01', id: '1.1' };
const from = { id: 'r1', asker: { id: 'T1/U1', name: 'Mei' }, thread, surface: 'thread' } as const;
const asked = (rest: object = {}): Request => ({ ...from, kind: 'message', text: 'x', files: [], ...rest });
const solved: Button = {
  label: 'Solved',
  payload: encode({ name: 'solved', known: 'a' }, 'en'),
  opens: 'reply',
  once: true,
};
const logs: Button = { label: 'Logs', payload: 'logs', opens: 'reply' };
const answer: Reply = {
  kind: 'reply',
  title: 'answer',
  blocks: [{ kind: 'buttons', buttons: [solved, logs] }],
};

function recorder() {
  const events: string[] = [];
  const told = (reply: Reply) =>
    `${reply.title} ${JSON.stringify(reply.blocks.map((block) => (block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : block.kind === 'note' ? block.lines.flat() : block.kind)))}`;
  const outlet: Outlet<Posted> = {
    post: async (reply) => (events.push(`post ${told(reply)}`), { id: `C01:${events.length}` }),
    edit: async ({ id }, reply) => (events.push(`edit ${id} ${told(reply)}`), 'edited'),
    openForm: async () => {},
  };
  return { events, outlet };
}

test('what is delivered twice is answered once, by another process too, and where nothing can be kept', async () => {
  const store = memoryStore();
  const { events, outlet } = recorder();
  const desk = testDesk(async () => answer, store);
  await desk.deliver(asked({ deliveryKey: 'm1' }), outlet);
  await desk.deliver(asked({ deliveryKey: 'm1' }), outlet);
  await testDesk(async () => answer, store).deliver(asked({ deliveryKey: 'm1' }), outlet);
  expect(events).toHaveLength(1);
  const broken = testDesk(async () => answer, { ...store, write: () => Promise.reject(new Error('ENOSPC')) });
  await broken.deliver(asked({ deliveryKey: 'm2' }), outlet);
  await broken.deliver(asked({ deliveryKey: 'm2' }), outlet);
  expect(events).toHaveLength(2);
});

test('a button for once says who pressed it, after a restart too; others stay as they are', async () => {
  const store = memoryStore();
  const { events, outlet } = recorder();
  await testDesk(async () => answer, store).deliver(asked(), outlet);
  const again = testDesk(async () => ({ kind: 'reply', title: 'noted', blocks: [] }), store);
  const pressed = { kind: 'press', message: 'C01:1', asker: { id: 'T1/U2', name: 'Li' } };
  await again.deliver(asked({ ...pressed, payload: logs.payload }), outlet);
  await again.deliver(asked({ ...pressed, payload: solved.payload }), outlet);
  expect(events.slice(1)).toEqual([
    'post noted []',
    'post noted []',
    'edit C01:1 answer [["✓ Li: Solved"],["Logs"]]',
  ]);
});

test('an answer that a full disk did not take keeps its buttons: a press is answered, and does not bring the progress back', async () => {
  const store = memoryStore();
  const { events, outlet } = recorder();
  const progress: Reply = { kind: 'reply', title: 'progress', blocks: [{ kind: 'steps', steps: [] }] };
  let isFull = false;
  const full: typeof store.write = (puts) =>
    isFull ? Promise.reject(new Error('database or disk is full')) : store.write(puts);
  const desk = testDesk(
    async (request, { show }) => {
      if (request.kind === 'press') return { kind: 'reply', title: 'the logs', blocks: [] };
      show(progress);
      await until(() => events.length > 0, 'the progress');
      isFull = true;
      return answer;
    },
    { ...store, write: full },
  );
  await desk.deliver(asked(), outlet);
  isFull = false;
  await desk.deliver(asked({ kind: 'press', message: 'C01:1', payload: logs.payload }), outlet);
  expect(events).toEqual([
    'post progress ["steps"]',
    'edit C01:1 answer [["Solved","Logs"]]',
    'post the logs []',
  ]);
});

test('a press that fails leaves its button', async () => {
  const store = memoryStore();
  const { events, outlet } = recorder();
  await testDesk(async () => answer, store).deliver(asked(), outlet);
  const failing = testDesk(async () => ({ kind: 'reply', tone: 'failure', title: 'no', blocks: [] }), store);
  await failing.deliver(asked({ kind: 'press', message: 'C01:1', payload: solved.payload }), outlet);
  expect(events).toEqual(['post answer [["Solved","Logs"]]', 'post no []']);
});

test('a message knows the thread that it was an answer in; what is fleeting is not kept', async () => {
  const store = memoryStore();
  const desk = testDesk(async () => answer, store);
  const { outlet } = recorder();
  expect(await desk.hasJoined(thread)).toBe(false);
  await desk.deliver(asked(), outlet);
  expect((await desk.posted('slack', 'C01:1'))?.thread).toEqual(thread);
  expect(await desk.posted('teams', 'C01:1')).toBeUndefined();
  expect(await desk.hasJoined(thread)).toBe(true);
  const elsewhere = { ...thread, id: '9.9' };
  await desk.deliver(asked({ thread: elsewhere }), {
    ...outlet,
    post: async () => ({ id: 'x', isFleeting: true }),
  });
  expect(await desk.hasJoined(elsewhere)).toBe(false);
});

test("a key works in its own thread, and in no other thread's, channel's or tenant's", async () => {
  const desk = testDesk(async () => answer, memoryStore());
  const key = await desk.keep({ long: 'value' }, thread);
  expect(await desk.kept(key, thread)).toEqual({ long: 'value' });
  for (const other of [{ id: '2.2' }, { channel: 'C02' }, { adapter: 'teams' }])
    expect(await desk.kept(key, { ...thread, ...other })).toBeUndefined();
  expect(await desk.kept('no such key', thread)).toBeUndefined();
});

test('it is idle once everything is answered', async () => {
  let finish: (reply: Reply) => void = () => {};
  const { createDesk } = await import('../../src/desk/index.js');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const handle = () => new Promise<Reply>((resolve) => (finish = resolve));
  const desk = createDesk({ handle, store: memoryStore(), log, now: () => new Date() });
  const { events, outlet } = recorder();
  void desk.deliver(asked(), outlet);
  const idle = desk.idle();
  await new Promise((resolve) => setTimeout(resolve, 20));
  finish(answer);
  await idle;
  expect(events).toHaveLength(1);
});

test('a button for once works once: who presses it later, or at the same moment, sees the message as it is', async () => {
  const store = memoryStore();
  const { events, outlet } = recorder();
  let done = 0;
  const desk = testDesk(async ({ kind }) => {
    if (kind === 'press') done += 1;
    return kind === 'press' ? { kind: 'reply', title: 'noted', blocks: [] } : answer;
  }, store);
  await desk.deliver(asked(), outlet);
  const press: Request = { ...from, kind: 'press', payload: solved.payload, message: 'C01:1' };
  await Promise.all([desk.deliver(press, outlet), desk.deliver(press, outlet)]);
  await testDesk(async () => answer, store).deliver(press, outlet);
  expect(done).toBe(1);
  expect(events.filter((each) => each.startsWith('post'))).toHaveLength(2);
  expect(events.at(-1)).toContain('✓ Mei: Solved');
});

test('a button works from the moment it is seen, while its message is still being written', async () => {
  const store = memoryStore();
  const { events, outlet } = recorder();
  const working: Reply = { kind: 'reply', title: 'working', blocks: [] };
  const desk = testDesk(async (request, { show }) => {
    if (request.kind === 'press') return { kind: 'reply', title: 'noted', blocks: [] };
    show(working);
    await until(() => events.length > 0, 'the first version');
    return answer;
  }, store);
  const pressing: Promise<void>[] = [];
  // What goes with an answer, such as its files, comes after what is seen of it.
  const slow: Outlet<Posted> = {
    ...outlet,
    edit: async (ref, reply) => {
      await outlet.edit(ref, reply);
      pressing.push(desk.deliver(asked({ kind: 'press', message: ref.id, payload: logs.payload }), outlet));
      await Promise.all(pressing);
      return 'edited';
    },
  };
  await desk.deliver(asked(), slow);
  expect(events).toEqual(['post working []', 'edit C01:1 answer [["Solved","Logs"]]', 'post noted []']);
});
