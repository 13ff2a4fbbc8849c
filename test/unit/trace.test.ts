import { nodeSchema } from '../../src/nodes/schema';
import type { FileOutcome, RemoteLogs } from '../../src/ports';
import { eventsIn } from '../../src/trace/events';
import { message, replyOf, testBot } from '../support/bot';

const node = nodeSchema.parse({
  name: 'console-a',
  role: 'console',
  host: '10.0.0.1',
  search: { persons: ['mei'] },
});
const id = 'req-5f0e7a31-52c4-4b0e-8a53-0f4b1d6c9e11';
const other = 'req-cccc7a31-52c4-4b0e-8a53-0f4b1d6c9e11';
const volume = '6ec3e693-69f7-4129-a43a-16eebe74b528';

const found = (lines: readonly string[], rest: object = {}): FileOutcome => ({
  kind: 'found',
  output: lines.map((line, at) => `${at + 1}:${line}`).join('\n'),
  isNumbered: true,
  hits: lines.length,
  isCut: false,
  read: { how: 'full', from: 0, to: 100 },
  before: { bytes: 100, changed: 1_763_700_000, inode: '7' },
  warnings: [],
  ...rest,
});

/** A console with these logs: each line that holds one of the texts is found. */
function consoleWith(logs: Readonly<Record<string, readonly string[]>>, rest: object = {}): RemoteLogs {
  const clock = { offsetMs: 0, errorMs: 1 };
  const none: FileOutcome = { kind: 'no-such-file', detail: '' };
  return {
    search: async (_, { files, texts }) => ({
      kind: 'searched',
      clock,
      files: files.map(({ log = '' }) => {
        const lines = logs[log]?.filter((line) => texts.some((text) => line.includes(text)));
        if (!lines) return none;
        return lines.length > 0 ? found(lines, rest) : found([], { kind: 'nothing-found' });
      }),
    }),
    list: async (_, { places }) => ({
      kind: 'listed',
      clock,
      tools: [],
      folders: places.map(() => ({ kind: 'no-such-file', detail: '' })),
    }),
    close: async () => {},
  };
}

const trace = (remote: RemoteLogs, text = `trace ${id}`) =>
  replyOf(testBot({ nodes: [node], remote }), message(text));

test("another request's failure on the same volume is shown, and is not this request's", async () => {
  const reply = await trace(
    consoleWith({
      'storplus-engine': [
        `2026-11-21 16:23:31,000 1 ERROR storplus [${other} - - -] delete volume ${volume} failed`,
      ],
      'unicloud-engine': [
        `2026-11-21 16:24:29,000 1 INFO unicloud [${id} - - -] attach volume ${volume}`,
        `2026-11-21 16:24:34,000 1 ERROR unicloud [${id} - - -] attach failed`,
      ],
    }),
  );
  expect(reply.data).toMatchObject({
    services: ['unicloud-engine'],
    verdict: 'single',
    firstError: { log: 'unicloud-engine' },
    timeline: [{ beside: true }, {}, {}],
  });
  expect(reply.title).toContain('in 5.0 s');
});

test('a record of the volume that names no request, within its time, is its own', async () => {
  const reply = await trace(
    consoleWith({
      'storplus-engine': [`2026-11-21 16:24:31,000 1 ERROR storplus [-] volume ${volume} is gone`],
      'unicloud-engine': [`2026-11-21 16:24:29,000 1 INFO unicloud [${id} - - -] attach volume ${volume}`],
    }),
  );
  expect(reply.data).toMatchObject({
    firstError: { log: 'storplus-engine' },
    services: ['unicloud-engine', 'storplus-engine'],
  });
});

test('where more was logged than is read, no verdict is given, and it is said', async () => {
  const lines = [`2026-11-21 16:24:29,000 1 ERROR unicloud [${id} - - -] attach failed`];
  const reply = await trace(consoleWith({ 'unicloud-engine': lines }, { hits: 420, isCut: true }));
  expect(reply.data).toMatchObject({ verdict: 'unknown', cut: [{ log: 'unicloud-engine', hits: 420 }] });
  expect(JSON.stringify(reply.blocks)).toContain('unicloud-engine has 420 records of it');
});

test.each([
  ['2026-11-21 16:24:29,000 1 info owl [req-1] msg "level": ERROR count 0', 'INFO'],
  ['2026-11-21 16:24:29 - app - error - it failed', 'ERROR'],
  ['{"time":"2026-11-21T16:24:29Z","level":"error","msg":"x"}', 'ERROR'],
  ['2026-11-21 16:24:29 [error] 7#0: upstream timed out', 'ERROR'],
  ['E1121 16:24:29.000000 1 main.go:7] it failed', 'ERROR'],
  ['<err> kernel: it failed', 'ERROR'],
  ['time="2026-11-21T16:24:29Z" level=warning msg=x', 'WARNING'],
  ['no level here', ''],
])('the level of %s', (line, level) => {
  const source = { node: 'a', log: 'b', zone: 'UTC', clock: { offsetMs: 0, errorMs: 1 } };
  const [event] = eventsIn([{ firstLine: 1, lines: [line], hits: [0] }], source);
  expect(event?.level).toBe(level);
});
