import { monitorEventLoopDelay } from 'node:perf_hooks';
import { diagnoseAny } from '../../src/diagnose';
import { errorsIn } from '../../src/diagnose/records';
import { builtInKnowledge } from '../support/knowledge';

const { catalog, caseIndex } = builtInKnowledge();
const { signal } = new AbortController();
const read = (text: string) => diagnoseAny(text, caseIndex(), catalog, signal);

const calm = '2025-08-14 10:12:44,120 2109 INFO unicloud.engine [-] heartbeat of 10.0.0.7 ok\n';
const noHost =
  '2025-08-14 10:13:00,000 2109 ERROR unicloud.engine [req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e] No valid host was found. There are not enough hosts available.\n';
const odd = '2025-08-14 10:14:00,000 2109 ERROR unicloud.engine [-] frobnicator refused widget 17\n';

test('a log is told by its distinct errors, each with its first line and how often it came', async () => {
  const { verdict, shown, facts, log } = await read(
    calm.repeat(300) + noHost + odd.repeat(3) + calm.repeat(50) + noHost,
  );
  expect(verdict).toBe('match');
  expect(shown[0]?.id).toBe('openstack-no-valid-host');
  expect(facts.requestIds).toEqual(['req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e']);
  expect(log).toMatchObject({
    lines: 355,
    unread: 0,
    errors: [
      { line: 301, count: 2, case: 'openstack-no-valid-host' },
      { line: 302, count: 3, case: undefined },
    ],
  });
});

test('a traceback is one record, with the exception that ends it', async () => {
  const trace = [
    '2025-08-14 10:13:00,000 7 ERROR nova [-] spawn failed',
    'Traceback (most recent call last):',
    '  File "/a.py", line 1, in f',
    'nova.exception.NoValidHost: No valid host was found.',
    '2025-08-14 10:13:01,000 7 INFO nova [-] next',
    '',
  ].join('\n');
  const { errors, lines } = await errorsIn(trace, signal);
  expect(lines).toBe(5);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.text.split('\n')).toHaveLength(4);
});

test('a log without errors is unknown, and says how much was read', async () => {
  expect(await read(calm.repeat(500))).toMatchObject({ verdict: 'unknown', log: { lines: 500, errors: [] } });
});

test('what is asked to stop stops', async () => {
  const stopping = new AbortController();
  const reading = diagnoseAny(noHost.repeat(50_000), caseIndex(), catalog, stopping.signal);
  stopping.abort();
  await expect(reading).rejects.toThrow('abort');
});

const megabytes = (text: string, count: number) => text.repeat(Math.ceil((count * 1_048_576) / text.length));
const hex = Array.from({ length: 999 }, (_, at) => `E${(at * 7_919).toString(16)} `).join('');

test.each([
  ['20 MB of a log', () => megabytes(calm.repeat(50) + odd + noHost, 20)],
  ['one line of 10 MB', () => `ERROR ${megabytes('xyz ', 10)} No valid host was found`],
  [
    '10 MB of distinct errors',
    () =>
      Array.from({ length: 90_000 }, (_, at) => `ERROR ${hex.slice(at % 999, 90 + (at % 999))}\n`).join(''),
  ],
  ['10 MB of empty lines', () => megabytes('\n', 10)],
  ['10 MB of continuation lines', () => megabytes('   at a.b.c(D.java:1)\n', 10)],
])(
  '%s leaves room for other work',
  async (_, make) => {
    const text = make();
    await read(noHost.repeat(200));
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    await read(text);
    delays.disable();
    // Half of all turns, not the longest: the machine is shared. The bench prints the longest.
    expect(delays.percentile(50) / 1e6).toBeLessThan(50);
  },
  60_000,
);
