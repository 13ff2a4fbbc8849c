import { assert, property, string } from 'fast-check';
import { redact } from '../../src/redact';
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
