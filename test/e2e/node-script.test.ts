import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, asyncProperty, double, integer, tuple } from 'fast-check';
import type { LogQuery } from '../../src/ports';
import { runScript, shells } from '../support/node-script';

const needed = process.env['CI'] ? ['dash', 'bash', 'busybox'] : [];

test('every shell is there in CI', () => {
  expect(shells.map(([name]) => name)).toEqual(expect.arrayContaining(needed));
});

describe.each(shells)('the script of a node, under %s', (_, command, given) => {
  // Files need not be as large here as where looking for a time pays.
  const script = given.replace('seeked=128', 'seeked=8');
  const root = mkdtempSync(join(tmpdir(), 'sherlog-node-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const run = (name: string, rest: Partial<LogQuery> = {}) =>
    runScript(command, script, {
      files: [{ folder: root, name }],
      roots: [root],
      texts: ['needle'],
      isRegex: false,
      ignoresCase: false,
      before: 1,
      after: 1,
      maxHits: 50,
      maxLineBytes: 4_096,
      maxBytes: 262_144,
      seconds: 30,
      ...rest,
    });
  const write = (name: string, text: string | Buffer) => writeFileSync(join(root, name), text);
  const window = (from: string, to: string) => ({ from, to, utcFrom: from, utcTo: to });
  /** A log with an entry a second from 10:00:00 on, each with a needle. */
  const timed = (count: number, padding = 0) =>
    Array.from({ length: count }, (__, second) => {
      const time = new Date(Date.UTC(2025, 8, 18, 10) + second * 1_000).toISOString();
      return `${time.slice(0, 10)} ${time.slice(11, 19)},000 INFO needle ${second} ${'x'.repeat(padding)}\n`;
    }).join('');

  test('finds, with context and numbers, in plain and compressed files', async () => {
    write('a.log', 'one\nneedle\nthree\n');
    execFileSync('gzip', ['-kf', join(root, 'a.log')]);
    const found = { kind: 'found', output: '1-one\n2:needle\n3-three', hits: 1, warnings: [] };
    expect(await run('a.log')).toMatchObject(found);
    expect(await run('a.log.gz')).toMatchObject(found);
    expect(await run('a.log', { texts: ['NEEDLE'], ignoresCase: true })).toMatchObject(found);
    expect(await run('a.log', { texts: ['ne+dle'], isRegex: true })).toMatchObject(found);
    expect(await run('a.log', { texts: ['nothing', 'three'] })).toMatchObject({
      output: '2-needle\n3:three',
    });
  });

  test('of a file that is not large all is read, whatever the time', async () => {
    expect(script).not.toBe(given);
    write('t.log', timed(100));
    const asked = { before: 0, after: 0, window: window('2025-09-18 10:00:10', '2025-09-18 10:00:12') };
    expect(await run('t.log', asked)).toMatchObject({ hits: 3, read: { how: 'full' }, warnings: [] });
  });

  test('reads a time by halving, with true line numbers, and nothing outside it', async () => {
    write('t.log', timed(20_000, 400));
    const outcome = await run('t.log', {
      before: 0,
      after: 0,
      window: window('2025-09-18 12:00:00', '2025-09-18 12:00:02'),
    });
    expect(outcome).toMatchObject({ kind: 'found', hits: 3, read: { how: 'window' }, warnings: [] });
    expect('output' in outcome ? outcome.output.split('\n').map((line) => line.slice(0, 26)) : []).toEqual([
      '7201:2025-09-18 12:00:00,0',
      '7202:2025-09-18 12:00:01,0',
      '7203:2025-09-18 12:00:02,0',
    ]);
    expect('read' in outcome ? outcome.read.to - outcome.read.from : 0).toBeLessThan(3 * 1_048_576);
  });

  test('finds by time what reading all finds, however unevenly the log grew', async () => {
    const pace = array(tuple(integer({ min: 1, max: 20_000 }), integer({ min: 0, max: 9_000 })), {
      minLength: 1,
      maxLength: 6,
    });
    await assert(
      asyncProperty(
        pace,
        array(double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        async (paces, asked) => {
          const seconds = grown(paces, 30_000);
          write(
            'grown.log',
            seconds.map((second) => `${clock(second)},000 INFO needle ${'x'.repeat(400)}\n`).join(''),
          );
          for (const share of asked) {
            const from = Math.floor(share * (seconds.at(-1) ?? 0));
            const to = from + 30;
            const outcome = await run('grown.log', {
              before: 0,
              after: 0,
              window: window(clock(from), clock(to)),
            });
            const hits = seconds.filter((second) => second >= from && second <= to).length;
            expect(outcome).toMatchObject({ hits, read: { how: 'window' }, warnings: [] });
          }
        },
      ),
      { numRuns: 10 },
    );
  });
  /** Seconds of so many lines, in order: stretches of lines, each with a time that passes meanwhile. */
  const grown = (paces: readonly (readonly [lines: number, seconds: number])[], count: number) => {
    const all: number[] = [];
    for (let second = 0, turn = 0; all.length < count; turn += 1) {
      const [lines, passed] = paces[turn % paces.length] ?? [1, 1];
      for (let line = 0; line < lines && all.length < count; line += 1)
        all.push(second + Math.floor((passed * line) / lines));
      second += passed;
    }
    return all;
  };
  const clock = (second: number) =>
    new Date(Date.UTC(2025, 8, 18, 10) + second * 1_000).toISOString().slice(0, 19).replace('T', ' ');

  test.each([
    ['UTC, as the line says', '2025-09-18T10:00:00.120Z INFO needle\n'],
    ['slashes', '2025/09/18 10:00:00 INFO needle\n'],
    ['brackets', '[2025-09-18 10:00:00] INFO needle\n'],
  ])('understands %s', async (__, line) => {
    write('form.log', line);
    expect(
      await run('form.log', { window: window('2025-09-18 10:00:00', '2025-09-18 10:00:00') }),
    ).toMatchObject({
      hits: 1,
    });
    expect(
      await run('form.log', { window: window('2025-09-18 11:00:00', '2025-09-18 11:00:00') }),
    ).toMatchObject({
      kind: 'nothing-found',
      warnings: [],
    });
  });

  test('a line without a time is of the time of its record, and a date in a sentence is none', async () => {
    write(
      'records.log',
      [
        '2025-09-18 09:05:00,000 1 ERROR old',
        'needle of the old record',
        '2025-09-18 16:24:31,000 1 ERROR new',
        'needle: certificate valid until 2030-01-01 00:00:00',
        '  needle of the new record',
        '',
      ].join('\n'),
    );
    const outcome = await run('records.log', {
      before: 0,
      after: 0,
      window: window('2025-09-18 16:14:00', '2025-09-18 16:34:00'),
    });
    expect(outcome).toMatchObject({
      hits: 2,
      output: '4:needle: certificate valid until 2030-01-01 00:00:00\n5:  needle of the new record',
    });
  });

  test('an offset that a line says counts, over the end of a month too', async () => {
    const lines = [
      '2025-09-30T23:24:31+08:00',
      '2025-09-30T23:24:31Z',
      '2025-10-01T07:24:31.5+0800',
      '2025-09-30 23:24:31',
    ];
    write('offsets.log', lines.map((time) => `${time} INFO needle\n`).join(''));
    // The node's own zone is eight hours ahead of UTC.
    const asked = { from: '2025-10-01 07:14:00', to: '2025-10-01 07:34:00' };
    const utc = { utcFrom: '2025-09-30 23:14:00', utcTo: '2025-09-30 23:34:00' };
    const outcome = await run('offsets.log', { before: 0, after: 0, window: { ...asked, ...utc } });
    expect('output' in outcome ? outcome.output.split('\n').map((line) => line[0]) : []).toEqual(['2', '3']);
  });

  test('a hit of an expression in a long line is shown', async () => {
    write('long-regex.log', `${'y'.repeat(20_000)} code=E4711 ${'y'.repeat(20_000)}\n`);
    const outcome = await run('long-regex.log', { texts: ['code=E[0-9]+'], isRegex: true });
    expect('output' in outcome ? outcome.output : '').toContain('code=E4711');
  });

  test('without times, or with unordered ones, reads all and says so', async () => {
    write('plain.log', 'no time\nneedle\n');
    const asked = { window: window('2025-09-18 10:00:00', '2025-09-18 10:00:10') };
    expect(await run('plain.log', asked)).toMatchObject({ hits: 1, warnings: ['no-times'] });
    const late = timed(12_000, 400).split('\n').reverse().join('\n');
    write('mixed.log', `${timed(12_000, 400)}${late}\n${timed(12_000, 400)}`);
    const mixed = await run('mixed.log', { window: window('2025-09-18 10:01:40', '2025-09-18 10:01:40') });
    expect(mixed).toMatchObject({ kind: 'found', hits: 3, warnings: ['unordered'] });
  });

  test('a binary file, a line of 100 MB, and a damaged archive end in their time', async () => {
    write('binary.log', Buffer.concat([Buffer.alloc(1_000), Buffer.from('\nneedle \0\xff\n', 'latin1')]));
    expect(await run('binary.log')).toMatchObject({ kind: 'found', hits: 1 });
    const half = Buffer.alloc(50 * 1_048_576, 'y');
    write('long.log', Buffer.concat([half, Buffer.from(' needle '), half, Buffer.from('\n')]));
    const long = await run('long.log');
    expect(['found', 'out-of-memory']).toContain(long.kind);
    if ('output' in long) expect(long.output).toMatch(/^1:\.\.\. y+ needle y+ \.\.\.$/);
    write('cut.log.gz', execFileSync('gzip', ['-c'], { input: timed(50_000) }).subarray(0, 40_000));
    expect(await run('cut.log.gz')).toMatchObject({ kind: 'found', warnings: ['damaged'] });
  });

  test('a file of 3 GiB without a line break does not take the node with it', async () => {
    write('sparse.log', 'needle\n');
    truncateSync(join(root, 'sparse.log'), 3 * 1_024 ** 3);
    const { kind } = await run('sparse.log');
    expect(['found', 'out-of-memory', 'failed']).toContain(kind);
  });
});
