import { PassThrough } from 'node:stream';
import { maxTextLength } from '../../src/understand';
import { maxFileBytes } from '../../src/given-text';
import { encode, type Command } from '../../src/command';
import { entriesIn } from '../../src/feedback/entries';
import { createLog } from '../../src/log';
import { message, press, replyOf, testBot, today } from '../support/bot';
import { memoryStore } from '../support/store';

test("a bug is logged under the request's id and told in one calm sentence", async () => {
  const errors: unknown[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (facts: unknown) => void errors.push(facts) };
  const broken = testBot({
    knowledge: () => {
      throw new Error('disk on fire at /secret/path');
    },
    log,
  });
  const reply = await replyOf(broken, message('unicloud log at boot'));
  expect(reply).toMatchObject({ tone: 'failure', title: 'Something went wrong on my side (id 00000000).' });
  expect(JSON.stringify(reply)).not.toContain('/secret/path');
  expect(errors).toEqual([expect.objectContaining({ request: '00000000-test' })]);
});

test('a text too long to be read is told so, in its language, with what to do instead', async () => {
  const reply = await replyOf(testBot(), message('日志'.repeat(maxTextLength)));
  expect(reply).toMatchObject({
    tone: 'failure',
    title: `文本最多 ${maxTextLength} 个字符，这段有 ${2 * maxTextLength} 个。`,
  });
});

test('a long paste is read whole, and told as the log it is', async () => {
  const noise = '2025-08-14 10:12:44,120 2109 INFO unicloud.engine [-] heartbeat\n'.repeat(2_000);
  const reply = await replyOf(
    testBot(),
    message(
      `${noise}2025-08-14 10:13:00,000 2109 ERROR unicloud.engine [-] No valid host was found. There are not enough hosts available.\n`,
    ),
  );
  expect(reply).toMatchObject({
    command: 'diagnose',
    data: {
      verdict: 'match',
      cases: expect.arrayContaining([expect.objectContaining({ id: 'openstack-no-valid-host' })]),
    },
  });
  expect(JSON.stringify(reply.blocks)).toContain('2001 lines read, 1 distinct error.');
});

test('a file that is too large is refused before it is read', async () => {
  const file = {
    name: 'huge.log',
    bytes: maxFileBytes + 1,
    read: () => Promise.reject(new Error('read anyway')),
  };
  const reply = await replyOf(testBot(), { ...message(''), files: [file] } as Parameters<typeof replyOf>[1]);
  expect(reply).toMatchObject({ tone: 'failure', data: { error: { code: 'too-long' } } });
});

test('a button answers in the language of the answer it stood under', async () => {
  const reply = await replyOf(testBot(), press(encode({ name: 'playbook', playbook: 'target-side' }, 'zh')));
  expect(reply.title).toBe('目标端问题');
});

test('the language a person chose goes before the configured one', async () => {
  const reply = await replyOf(testBot({ language: 'zh' }), {
    ...message('目标端问题怎么排查'),
    locale: 'en',
  });
  expect(reply.title).toBe('Target-side problems');
});

test('a configured language goes before that of the question and of the button', async () => {
  const bot = testBot({ language: 'en' });
  expect((await replyOf(bot, message('目标端问题怎么排查'))).title).toBe('Target-side problems');
  expect((await replyOf(bot, press(encode({ name: 'playbook', playbook: 'target-side' }, 'zh')))).title).toBe(
    'Target-side problems',
  );
});

test('a stale button is told so, and nothing is run', async () => {
  const reply = await replyOf(testBot(), press('{"l":"en","c":{"name":"format-disk"}}'));
  expect(reply).toMatchObject({ tone: 'failure', data: { error: { code: 'stale-button' } } });
});

test('the data of an answer does not depend on its language', async () => {
  const bot = testBot();
  for (const text of [
    'hamal boot log',
    'which platforms are v2',
    'walk me through a target side problem',
    'nothing here',
    'crab',
  ]) {
    const [en, zh] = await Promise.all(
      (['en', 'zh'] as const).map((locale) => replyOf(bot, { ...message(text), locale })),
    );
    expect(en?.data).toEqual(zh?.data);
    expect(en?.title).not.toBe(zh?.title);
  }
});

test('the log keeps no secret and nothing that people wrote', () => {
  const stream = new PassThrough();
  createLog('info', stream).info(
    { token: 'xoxb-1', request: { text: 'my password is hunter2', payload: 'p' }, id: 7 },
    'seen',
  );
  const line = String(stream.read());
  expect(line).toContain('"id":7');
  expect(line).not.toMatch(/xoxb-1|hunter2|"p"/);
});

test('an error is logged without the secrets in it', () => {
  const stream = new PassThrough();
  const err = new Error('cannot open mysql://nova:hunter2@10.0.0.5/nova');
  createLog('info', stream).error({ err, detail: 'password=hunter3' }, 'a request failed');
  const line = String(stream.read());
  expect(line).toContain('cannot open mysql://nova:[masked]@10.0.0.5/nova');
  expect(line).not.toMatch(/hunter/);
});

describe('what is kept', () => {
  const unknownPaste = 'ERROR frobnicate: cannot open widget, password=hunter2 (see manual)';

  test('an unmatched paste is kept without its secrets, a matched one without its text', async () => {
    const store = memoryStore();
    await replyOf(testBot({ store }), message(unknownPaste));
    await replyOf(
      testBot({ store }),
      message('No valid host was found. There are not enough hosts available.'),
    );
    expect(await entriesIn(store)).toEqual([
      {
        kind: 'diagnosed',
        at: today.toISOString(),
        verdict: 'unknown',
        text: 'ERROR frobnicate: cannot open widget, password=[masked] (see manual)',
      },
      { kind: 'diagnosed', at: today.toISOString(), verdict: 'match', case: 'openstack-no-valid-host' },
    ]);
  });

  test('"Not it" and "Solved" are kept with who pressed; a question is not', async () => {
    const store = memoryStore();
    const bot = testBot({ store });
    await replyOf(bot, message('unicloud log at host boot'));
    const notIt: Command = {
      name: 'diagnose',
      known: 'net-dns-failure',
      others: [],
      notIt: 'net-port-blocked',
    };
    const next = await replyOf(bot, press(encode(notIt, 'en')));
    expect(next.title).toBe('DNS resolution failed');
    await replyOf(bot, press(encode({ name: 'solved', known: 'net-dns-failure' }, 'en')));
    expect(await entriesIn(store)).toEqual([
      { kind: 'feedback', at: today.toISOString(), says: 'not-it', case: 'net-port-blocked', asker: 'mei' },
      { kind: 'feedback', at: today.toISOString(), says: 'solved', case: 'net-dns-failure', asker: 'mei' },
    ]);
  });

  test('a store that cannot be written to is logged, and the answer comes all the same', async () => {
    const warned: unknown[] = [];
    const log = { debug() {}, info() {}, error() {}, warn: (fact: unknown) => void warned.push(fact) };
    const store = { ...memoryStore(), write: () => Promise.reject(new Error('ENOSPC')) };
    const reply = await replyOf(testBot({ store, log }), message(unknownPaste));
    expect(reply).toMatchObject({ data: { verdict: 'unknown' } });
    expect(warned.length).toBeGreaterThan(0);
    for (const fact of warned) expect(fact).toEqual({ err: expect.objectContaining({ message: 'ENOSPC' }) });
  });
});

test.each([
  ['login failed, password=hunter2hunter', 'Delete the message'],
  ['登录失败 password=hunter2hunter', '请在他人可见处删除该消息'],
])('whoever pastes a secret is told what to do about it: %s', async (text, advice) => {
  const told = JSON.stringify(await replyOf(testBot(), message(text)));
  expect(told).toContain(advice);
  expect(told).not.toContain('hunter2hunter');
  expect(JSON.stringify(await replyOf(testBot(), message('login failed')))).not.toContain(
    'Delete the message',
  );
});
