import { spawn } from 'node:child_process';
import { chanceOf } from '../../soak/chance';
import type { Fault } from '../../soak/faults/fault';
import { planOf } from '../../soak/faults/plan';
import {
  allAcknowledged,
  endedWell,
  flatMemory,
  isWhole,
  noBugs,
  noLeaks,
  noOrphans,
  oneAnswerEach,
} from '../../soak/invariants';
import { createLedger } from '../../soak/ledger';
import { optionsOf } from '../../soak/options';
import { watchNodes } from '../../soak/orphans';
import { openFiles } from '../../soak/process';
import { searchesBy } from '../../soak/searches';
import type { SiteNode } from '../../soak/site';

/* A check that cannot fail checks nothing: each is given what it has to find. */

const ask = (ledger: ReturnType<typeof createLedger>, platform: 'slack' | 'teams' = 'slack') =>
  ledger.ask({ kind: 'grep', platform, place: 'C1 1.1' });
const judged = ({ all, strays }: ReturnType<typeof createLedger>) => oneAnswerEach(all, strays);

describe('every request gets exactly one final answer', () => {
  test('progress that becomes an answer is one; so is a refusal that only its asker saw', () => {
    const ledger = createLedger();
    ask(ledger);
    ledger.posted('C1 1.1', 'm1', {}, false);
    ledger.edited('m1', {}, false);
    ledger.edited('m1', {}, true);
    ledger.told(ask(ledger), {});
    expect(judged(ledger)).toMatchObject({ isKept: true });
  });

  test('a request without an answer is found', () => {
    const ledger = createLedger();
    ask(ledger);
    expect(judged(ledger)).toMatchObject({ isKept: false });
    expect(judged(ledger).told.join('\n')).toContain('not answered: grep in slack, C1 1.1');
  });

  test('a second answer is found', () => {
    const ledger = createLedger();
    ask(ledger);
    ledger.posted('C1 1.1', 'm1', {}, true);
    ledger.posted('C1 1.1', 'm2', {}, true);
    expect(judged(ledger).told[0]).toContain('1 more than once');
    expect(judged(ledger).isKept).toBe(false);
  });

  test('progress that never ends is no answer, and beside an answer it is found too', () => {
    const ledger = createLedger();
    ask(ledger);
    ledger.posted('C1 1.1', 'm1', {}, false);
    expect(judged(ledger).told[0]).toContain('1 not');
    ledger.posted('C1 1.1', 'm2', {}, true);
    expect(judged(ledger).told[0]).toContain('1 with progress left behind');
    expect(judged(ledger).isKept).toBe(false);
  });

  test('to cancel what has ended is answered by its message as it is; by nothing, that is found', () => {
    const ledger = createLedger();
    ask(ledger);
    ledger.posted('C1 1.1', 'm1', {}, true);
    ledger.ask({ kind: 'press cancel', platform: 'slack', place: 'C1 1.1', redraws: 'm1' });
    expect(judged(ledger).isKept).toBe(false);
    ledger.edited('m1', {}, true);
    expect(judged(ledger).isKept).toBe(true);
  });

  test('a message that nobody asked for is found', () => {
    const ledger = createLedger();
    ledger.posted('C9 ', 'm1', { text: 'hello' }, true);
    expect(judged(ledger).isKept).toBe(false);
  });

  test.each([
    ['teams', '500', true],
    ['teams', 'cut', true],
    ['teams', '429', false],
    ['teams', '502', false],
    ['slack', '500', false],
    ['slack', '429', false],
  ] as const)(
    '%s refusing an answer with %s for good excuses its absence: %s',
    (platform, why, isExcused) => {
      const ledger = createLedger();
      ledger.refused(ask(ledger, platform), why);
      expect(judged(ledger).isKept).toBe(isExcused);
    },
  );

  test('an edit is repeated whatever refuses it: its absence has no excuse', () => {
    const ledger = createLedger();
    ledger.refused(ask(ledger, 'teams'), '500', true);
    expect(judged(ledger).isKept).toBe(false);
  });

  test('a delivery that was not acknowledged is found', () => {
    const ledger = createLedger();
    ask(ledger).ack = { ms: 1, status: 200 };
    expect(allAcknowledged(ledger.all).isKept).toBe(true);
    ask(ledger).ack = { ms: 15_000, status: 0 };
    ask(ledger);
    expect(allAcknowledged(ledger.all)).toMatchObject({ isKept: false });
    expect(allAcknowledged(ledger.all).told[0]).toBe('2 of 3 were not');
  });
});

describe('what is left behind', () => {
  test('a process that a session of a node started is found, and named', async () => {
    const port = 48_222;
    const SSH_CONNECTION = `127.0.0.1 50000 127.0.0.1 ${port}`;
    const child = spawn('sleep', ['30'], { env: { ...process.env, SSH_CONNECTION } });
    await new Promise((resolve) => child.once('spawn', resolve));
    const nodes = watchNodes([{ name: 'console-a', sshd: { pid: 2 ** 22, port } } as unknown as SiteNode]);
    expect(nodes.left()).toEqual([{ pid: child.pid, node: 'console-a', command: 'sleep 30' }]);
    expect(noOrphans(nodes.left()).isKept).toBe(false);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(nodes.left()).toEqual([]);
    expect(noOrphans([]).isKept).toBe(true);
    nodes.stop();
  });

  test('open files are counted by type; more of one than may come and go is a leak', () => {
    expect(openFiles(process.pid)).toMatchObject({ eventpoll: expect.any(Number), pipe: expect.any(Number) });
    expect(noLeaks('files', { socket: 10 }, { socket: 12, file: 1 }).isKept).toBe(true);
    expect(noLeaks('files', { socket: 10 }, { socket: 25 })).toMatchObject({ isKept: false });
    expect(noLeaks('files', { socket: 10 }, {}).isKept).toBe(false);
  });

  test('memory that grows is found, by a loose bound in a short run', () => {
    const samples = (last: number) =>
      [100, 100, last].flatMap((resident) =>
        [1, 2, 3].map((at) => ({ at, resident, heap: resident, stillMs: 0 })),
      );
    expect(flatMemory('flat', samples(110), 'resident', 10).isKept).toBe(true);
    expect(flatMemory('flat', samples(130), 'resident', 10).isKept).toBe(false);
    expect(flatMemory('flat', samples(130), 'heap', 1).isKept).toBe(true);
    expect(flatMemory('flat', [], 'heap', 1).isKept).toBe(false);
  });

  test('a bug that the program met is found; trouble around it is none', () => {
    const said = (sentence: string) =>
      new Map([
        ['slack: started', 1],
        [sentence, 2],
      ]);
    expect(noBugs(0, said('warning: a step could not be kept: database or disk is full')).isKept).toBe(true);
    expect(noBugs(1, said('')).isKept).toBe(false);
    expect(noBugs(undefined, said('')).isKept).toBe(false);
    expect(noBugs(0, said('error: a request failed: x is not a function')).isKept).toBe(false);
    expect(noBugs(0, said('(node:1) MaxListenersExceededWarning: Possible leak')).isKept).toBe(false);
  });

  test('a broken chain, and an end that is none, are found', () => {
    expect(isWhole('audit', { code: 1, told: 'entry 3: changed' })).toMatchObject({ isKept: false });
    expect(endedWell('exit code 0').isKept).toBe(true);
    expect(endedWell('SIGHUP').isKept).toBe(false);
  });

  test('searches are counted by what came of each log', () => {
    const deed = (what: string, outcome: string) => JSON.stringify({ number: 1, deed: { what, outcome } });
    const exported = [
      deed('grep', 'a:found:3 b:unreachable:0'),
      deed('draft', 'done'),
      deed('trace', 'done'),
    ];
    expect(searchesBy(exported.join('\n'))).toEqual({ found: 1, unreachable: 1, done: 1 });
  });
});

describe('the plan of faults', () => {
  const fault = (kind: string, target: string, longestMs = 8_000): Fault => {
    return { kind, target, longestMs, begin() {}, mend() {} };
  };
  const faults = ['a', 'b', 'c'].flatMap((node) => [fault('killed', node), fault('frozen', node)]);
  const all = [...faults, fault('full', 'disk'), fault('SIGHUP', 'program', 0)];
  const planned = (seed: number) => planOf(all, 60_000, chanceOf(seed, 'faults'));
  const plain = (seed: number) => planned(seed).map(({ fault: { kind, target }, at }) => [kind, target, at]);

  test('a seed has one plan, another seed another', () => {
    expect(plain(42)).toEqual(plain(42));
    expect(plain(42)).not.toEqual(plain(43));
  });

  test('every kind happens, nothing befalls a target twice at once, and all is over in time', () => {
    for (const seed of [1, 2, 3]) {
      const plan = planned(seed);
      expect(new Set(plan.map((each) => each.fault.kind)).size).toBe(4);
      expect(plan.every(({ at, ms }) => at + ms <= 60_000)).toBe(true);
      for (const target of ['a', 'b', 'c', 'disk']) {
        const own = plan.filter((each) => each.fault.target === target);
        expect(
          own.every(({ at }, index) => at >= (own[index - 1]?.at ?? 0) + (own[index - 1]?.ms ?? 0)),
        ).toBe(true);
      }
    }
  });
});

test.each([[['--minutes', '0']], [['--seed', 'x']], [['--hours', '1']]])(
  '%j is refused with what is expected',
  (words) => {
    expect(() => optionsOf(words)).toThrow();
    expect(optionsOf(['--minutes', '1', '--seed', '42'])).toEqual({ minutes: 1, seed: 42 });
  },
);
