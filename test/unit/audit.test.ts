import { keptKey } from '../../src/audit/key';
import { createAudit, auditProblems, headOf, linksIn, pruneAudit } from '../../src/audit';
import type { Deed } from '../../src/audit/chain';
import { encode } from '../../src/command';
import { nodeSchema } from '../../src/nodes/schema';
import type { Kept } from '../../src/ports';
import { message, press, replyOf, testBot } from '../support/bot';
import { memoryStore } from '../support/store';

const key = new Uint8Array(32).fill(7);
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const deed = (minute: number): Deed => ({
  at: `2026-11-21T12:${String(minute).padStart(2, '0')}:00.000Z`,
  who: { adapter: 'test', id: 'mei', name: 'mei' },
  where: '["test","","t"]',
  what: 'grep',
  about: { text: 'x', nodes: ['console-a'] },
  outcome: 'console-a:found:1',
  bytes: 100,
  ms: 12,
});

async function recordOf(count: number) {
  const store = memoryStore();
  const audit = createAudit(store, () => key, silent);
  await Promise.all(Array.from({ length: count }, (_, at) => audit.add(deed(at))));
  return store;
}

const change = (kept: Kept[], at: number, body: object) =>
  kept.splice(at, 1, { ...(kept[at] as Kept), body: { ...(kept[at]?.body as object), ...body } });

test('a whole record is right, in the order in which it came', async () => {
  const store = await recordOf(5);
  expect(await auditProblems(store, key)).toEqual([]);
  expect((await linksIn(store)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

test.each<[string, (kept: Kept[]) => void, string]>([
  ['changed', (kept) => change(kept, 2, { deed: deed(30) }), 'entry 3: changed'],
  ['removed', (kept) => void kept.splice(2, 1), 'entry 3: expected next, found 4'],
  [
    'reordered',
    (kept) => void (change(kept, 1, { number: 3 }), change(kept, 2, { number: 2 })),
    'entry 2: changed',
  ],
  ['removed at the beginning', (kept) => void kept.splice(0, 2), 'entry 1: expected next, found 3'],
])('an entry that was %s is found', async (_, tamper, told) => {
  const store = await recordOf(5);
  tamper(store.kept);
  expect(await auditProblems(store, key)).toEqual([expect.stringContaining(told)]);
});

test('a cut tail is found by the head that was noted elsewhere', async () => {
  const store = await recordOf(5);
  const head = await headOf(store);
  store.kept.pop();
  expect(await auditProblems(store, key)).toEqual([]);
  expect(await auditProblems(store, key, head)).toEqual(['expected 5 entries, found 4: the tail was cut']);
});

test('another key verifies nothing', async () => {
  expect(await auditProblems(await recordOf(2), new Uint8Array(32))).toEqual([
    expect.stringContaining('entry 1'),
  ]);
});

test('without the key nothing is verified, and none is made; an empty record has nothing to verify', async () => {
  const store = memoryStore();
  expect(keptKey('/nowhere/audit.key')).toBeUndefined();
  expect(await auditProblems(store, undefined)).toEqual([]);
  await createAudit(store, () => key, silent).add(deed(1));
  expect(await auditProblems(store, undefined)).toEqual([
    expect.stringContaining('the key of the record is not there'),
  ]);
});

test('pruning takes the oldest and leaves a signed checkpoint; a forged one is found', async () => {
  const store = await recordOf(5);
  expect(await pruneAudit(store, deed(3).at, key)).toBe(3);
  expect(await auditProblems(store, key)).toEqual([]);
  expect((await linksIn(store)).map(({ number }) => number)).toEqual([4, 5]);
  await createAudit(store, () => key, silent).add(deed(9));
  expect((await headOf(store)).number).toBe(6);
  const [{ mac } = { mac: '' }] = await linksIn(store);
  store.kept.splice(
    store.kept.findIndex(({ id }) => id.endsWith('4')),
    1,
  );
  const checkpoint = store.kept.findIndex(({ kind }) => kind === 'audit-checkpoint');
  change(store.kept, checkpoint, { number: 4, mac });
  expect(await auditProblems(store, key)).toEqual(['checkpoint 4: not signed with this key']);
});

test('a clock that was set back changes no order', async () => {
  const store = memoryStore();
  const audit = createAudit(store, () => key, silent);
  await audit.add(deed(10));
  await audit.add(deed(5));
  await audit.add(deed(11));
  expect(await auditProblems(store, key)).toEqual([]);
  expect((await headOf(store)).number).toBe(3);
});

test('what cannot be kept goes to the process log whole, and the answer comes', async () => {
  const errors: unknown[] = [];
  const store = { ...memoryStore(), write: () => Promise.reject(new Error('disk full')) };
  await createAudit(store, () => key, { ...silent, error: (fact: unknown) => void errors.push(fact) }).add(
    deed(1),
  );
  expect(errors).toEqual([{ err: expect.objectContaining({ message: 'disk full' }), deed: deed(1) }]);
});

test('searches, tickets and refusals go on record, with secrets masked; questions do not', async () => {
  const store = memoryStore();
  const node = nodeSchema.parse({ name: 'console-a', role: 'console', host: '10.0.0.1' });
  const bot = testBot({ store, nodes: [node] });
  await replyOf(bot, message('unicloud log at host boot'));
  await replyOf(bot, message('grep "password=hunter2hunter" in unicloud-engine'));
  await replyOf(bot, press(encode({ name: 'draft', draft: 9, as: 'text' }, 'en')));
  const deeds = (await linksIn(store)).map((link) => link.deed);
  expect(deeds.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual([
    'grep not-allowed',
    'draft unknown-name',
  ]);
  expect(JSON.stringify(store.kept)).not.toContain('hunter2');
});
