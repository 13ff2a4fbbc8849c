import { readSpan, readTime } from '../../src/search/time';

const now = new Date('2026-11-21T12:00:00Z');
const read = (text: string) => readTime(text, 'Asia/Shanghai', now)?.toISO({ suppressMilliseconds: true });

test.each([
  // It is 20:00 in Shanghai.
  ['16:24', '2026-11-21T16:24:00+08:00'],
  ['16:24:31', '2026-11-21T16:24:31+08:00'],
  ['23:10', '2026-11-20T23:10:00+08:00'],
  ['2025-09-18 16:24:31', '2025-09-18T16:24:31+08:00'],
  ['2025-09-18 16:24:31,207', '2025-09-18T16:24:31+08:00'],
  ['2025/9/18 6:24', '2025-09-18T06:24:00+08:00'],
  ['2025-09-18T16:24:31Z', '2025-09-19T00:24:31+08:00'],
  ['2025-09-18 16:24:31 UTC', '2025-09-19T00:24:31+08:00'],
  ['2025-09-18T16:24:31+02:00', '2025-09-18T22:24:31+08:00'],
  ['9月18日 16:24', '2026-09-18T16:24:00+08:00'],
  ['12-24 10:00', '2025-12-24T10:00:00+08:00'],
  ['Sep 18 16:24:31', '2026-09-18T16:24:31+08:00'],
])('%s is %s', (written, time) => {
  expect(read(written)).toBe(time);
});

test.each(['', 'noon', '25:00', '16:61', '2025-02-30 10:00', '2025-13-01 10:00', '1234567890'])(
  '"%s" is no time',
  (written) => {
    expect(read(written)).toBeUndefined();
  },
);

test.each([
  ['10m', 600],
  ['90s', 90],
  ['2h', 7_200],
  ['1d', 86_400],
  ['5', 300],
  ['5 分钟', 300],
  ['8d', undefined],
  ['0m', undefined],
  ['soon', undefined],
])('a span of %s is %s seconds', (written, seconds) => {
  expect(readSpan(written)).toBe(seconds);
});
