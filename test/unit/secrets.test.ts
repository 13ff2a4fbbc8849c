import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config';
import { secretNames, withSecretFiles } from '../../src/config/secrets';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(secretNames)('%s may lie in a file; the newline at its end is none of it', (name) => {
  writeFileSync(join(folder, 'secret'), 'the-secret\n');
  const { env, problems } = withSecretFiles({ [`${name}_FILE`]: 'secret' }, folder);
  expect(env[name]).toBe('the-secret');
  expect(problems).toEqual([]);
});

test.each([
  ['is not there', {}, 'expected a file that can be read'],
  ['is empty', { secret: '\n' }, 'expected a secret, found an empty file'],
  ['is far too large', { secret: 'x'.repeat(16_385) }, 'expected at most 16384 bytes, found 16385'],
])('a file that %s is told by its variable', (_, files: { secret?: string }, message) => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const loaded = loadConfig(undefined, { HOME: '/home/mei', SLACK_BOT_TOKEN_FILE: 'secret' }, folder);
  expect(loaded).toEqual({ problems: [expect.objectContaining({ file: 'SLACK_BOT_TOKEN_FILE', message })] });
});

test('a secret in both places is told: one of them would be ignored', () => {
  writeFileSync(join(folder, 'secret'), 'one');
  const env = { SLACK_BOT_TOKEN: 'two', SLACK_BOT_TOKEN_FILE: 'secret' };
  expect(withSecretFiles(env, folder).problems).toMatchObject([
    { message: 'expected SLACK_BOT_TOKEN or SLACK_BOT_TOKEN_FILE, found both' },
  ]);
});

test('the passwords of mail and webhook are in the configuration where those are configured, and nowhere else', () => {
  const env = { HOME: '/home/mei', SHERLOG_SMTP_PASSWORD: 'p', SHERLOG_WEBHOOK_SECRET: 's' };
  writeFileSync(
    join(folder, 'sherlog.yaml'),
    'tickets: { mail: { host: mail.example.com, from: a@example.com } }\n',
  );
  const loaded = loadConfig(undefined, env, folder);
  expect(loaded).toMatchObject({ config: { tickets: { smtpPassword: 'p' } } });
  expect(loaded).not.toMatchObject({ config: { tickets: { webhookSecret: 's' } } });
});
