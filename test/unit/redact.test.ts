import { assert, property, string } from 'fast-check';
import { redact } from '../../src/redact';
import { redactLines } from '../../src/redact/lines';
import { readTable } from '../support/table';

// Each row: what is written, and what is left of it. Made-up secrets only.
test.each(readTable('../unit/secrets.tsv'))('%s', (written, left) => {
  expect(redact(written.replaceAll('\\n', '\n')).text).toBe(left?.replaceAll('\\n', '\n'));
});

test.each(readTable('../unit/no-secrets.tsv').map((row) => row.join('\t')))('stays as it is: %s', (text) => {
  expect(redact(text)).toEqual({ text, count: 0 });
});

test('what was masked stays masked, and nothing more is', () => {
  assert(
    property(string({ maxLength: 300 }), (text) => {
      const once = redact(`${text}\npassword=${'x7'.repeat(6)}\n${text}`).text;
      expect(once).not.toContain('x7x7x7x7x7x7');
      expect(redact(once).text).toBe(once);
    }),
  );
});

test('a key on one line whose beginning was cut off is masked to its end', () => {
  const key = String.raw`"MIIEowIBAAKCAQEA7bq\nb64b64b64==\n-----END RSA PRIVATE KEY-----"`;
  expect(redact(key).text).toBe('"[masked]"');
});

describe('an excerpt, whose lines may be cut', () => {
  const secret = 'S3cretS3cret';
  const base64 = 'MIIEowIBAAKCAQEA7bqMIIEowIBAAKCAQEA7bqMIIEowIBAAKCAQEA7bqMIIE';
  test.each([
    [
      'the value of a name that was cut off',
      `... ${secret} 中文中文 hit here`,
      '... [masked] 中文中文 hit here',
    ],
    ['the rest of a name with its value', `... word=${secret}, hit`, '... [masked]=[masked], hit'],
    [
      'what the end went through',
      `hit password=${secret} token=gAAA ...`,
      'hit password=[masked] token=[masked] ...',
    ],
    [
      'a compact record keeps its hit',
      '... a7","msg":"hit","x":"b ...',
      '... [masked]","msg":"hit","x":"[masked] ...',
    ],
    [
      'a key behind what a log puts before it',
      `2026-11-21 INFO key: ${base64}`,
      '2026-11-21 INFO key: [masked]',
    ],
    ['a key that is indented', `            ${base64}\r`, '[masked]'],
    ['a value in colours', `password=\u001B[31m${secret}\u001B[0m`, 'password=[masked]'],
  ])('%s', (_, line, left) => {
    expect(redactLines([line])).toEqual([left]);
  });
});
