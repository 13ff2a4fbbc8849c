import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from '../../src/command';
import { nodeSchema } from '../../src/nodes/schema';
import type { Kept, RemoteLogs, Store } from '../../src/ports';
import { testBot, type TestDeps } from '../support/bot';
import { testDesk } from '../support/desk';
import { buttonsIn, startSlack, textsOf } from '../support/slack';
import { openSlackApi, type Reaction, type SlackApi } from '../support/slack-api';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';

/* The bot in Slack: Bolt and its Web API client are the real ones; what they talk to is the test's. */

const paste = 'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';
let api: SlackApi;
let store: Store & { readonly kept: readonly Kept[] };
const stopping: (() => Promise<void>)[] = [];

beforeEach(async () => {
  api = await openSlackApi();
  store = memoryStore();
});
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
  await api.close();
});

async function open(options: Parameters<typeof startSlack>[2] = {}, deps: TestDeps = {}) {
  const slack = await startSlack(testDesk(testBot({ store, ...deps }), store), api, options);
  stopping.push(() => slack.slack.stop());
  return slack;
}
const failing =
  (methods: Readonly<Record<string, string>>): Reaction =>
  ({ method }) =>
    methods[method] === undefined ? undefined : { body: { ok: false, error: methods[method] } };
const posted = () => api.of('chat.postMessage');
const wordsOf = (args: Readonly<Record<string, unknown>> | undefined) =>
  [args?.['text'], ...textsOf(args?.['blocks'])].join('\n');
const arrived = (method: string, count = 1) =>
  until(() => api.of(method).length >= count, `${count} ${method}`);
/** Slack has a message a moment before the bot keeps that it posted it: until then its thread is not one of the bot's. */
const joined = () => until(() => store.kept.some(({ kind }) => kind === 'posted'), 'what was posted');
const buttonOf = (args: Readonly<Record<string, unknown>> | undefined, label: string) => {
  const button = buttonsIn(args?.['blocks']).find((each) => each.label === label);
  if (!button) throw new Error(`no button "${label}" in ${wordsOf(args)}`);
  return button;
};

describe('ways in', () => {
  test('a mention in a channel begins a thread; one in a thread goes on in it', async () => {
    const slack = await open();
    await slack.mention('unicloud log at host boot', { ts: '1.1' });
    await slack.mention('hamal log at host boot', { ts: '2.2', thread_ts: '1.1' });
    await arrived('chat.postMessage', 2);
    expect(posted().map((args) => args['thread_ts'])).toEqual(['1.1', '1.1']);
  });

  test('one message that comes as mention and as message, twice, and after a restart, is answered once', async () => {
    const slack = await open();
    const same = { ts: '5.5', channel: 'D01', channel_type: 'im' };
    await slack.mention('unicloud log at host boot', same);
    await slack.message('unicloud log at host boot', same);
    await slack.mention('unicloud log at host boot', same);
    await arrived('chat.postMessage');
    const again = await open();
    await again.mention('unicloud log at host boot', same);
    await sleep(100);
    expect(posted()).toHaveLength(1);
  });

  test("a mention by an app is none of the bot's business", async () => {
    const slack = await open();
    await slack.mention('unicloud log at host boot', {
      bot_id: 'B1',
      subtype: 'bot_message',
      user: undefined,
    });
    await slack.mention('unicloud log at host boot', { bot_id: 'B1' });
    await sleep(100);
    expect(posted()).toEqual([]);
  });

  test('each question for oneself is a thread of its own: a ticket is about the error that it was asked under', async () => {
    const slack = await open({ answers: 'asker' });
    await slack.command('/diagnose', 'ERROR first: widget W-1 refused');
    await slack.command('/diagnose', 'ERROR second: gadget G-2 refused');
    await arrived('chat.postEphemeral', 2);
    const place = { container: { channel_id: 'C01', message_ts: '9.9', is_ephemeral: true } };
    await slack.press(buttonOf(api.of('chat.postEphemeral')[1], 'Escalate'), place);
    await arrived('views.open');
    const form = JSON.stringify(api.of('views.open')[0]?.['view']);
    expect(form).toContain('gadget G-2');
    expect(form).not.toContain('widget W-1');
  });

  test("a picture beside an error's text: the text is read; beside a log, the log", async () => {
    const slack = await open();
    const picture = { id: 'F1', name: 'Screenshot.png', mimetype: 'image/png' };
    await slack.message(paste, { subtype: 'file_share', files: [picture] });
    await arrived('chat.postMessage');
    expect(wordsOf(posted()[0])).toContain('volume not found');
    await slack.message('', { subtype: 'file_share', files: [picture] });
    await arrived('chat.postMessage', 2);
    expect(wordsOf(posted()[1])).toContain('Paste the text');
  });

  test("messages of bots, edits, the bot's own, and channels' talk are none of its business", async () => {
    const slack = await open();
    await slack.message('unicloud log', { bot_id: 'B1' });
    await slack.message('unicloud log', { subtype: 'message_changed' });
    await slack.message('unicloud log', { user: 'U0BOT' });
    await slack.message('unicloud log at host boot', {
      channel_type: 'channel',
      channel: 'C01',
      thread_ts: '1.1',
    });
    await sleep(100);
    expect(posted()).toEqual([]);
  });

  test('with the history scopes it goes on in a thread that it joined, only with what it knows, and reads its beginning', async () => {
    const slack = await open({ history: true });
    const inThread = { channel_type: 'channel', channel: 'C01', thread_ts: '1.1' };
    await slack.message('unicloud log at host boot', inThread);
    await slack.mention('', { thread_ts: '1.1' });
    await arrived('chat.postEphemeral');
    api.reactWith(({ method }) =>
      method === 'conversations.replies'
        ? { body: { ok: true, messages: [{ ts: '1.1', text: paste }] } }
        : undefined,
    );
    await slack.mention('', { thread_ts: '1.1' });
    await arrived('chat.postMessage');
    expect(wordsOf(posted()[0])).toContain('volume not found');
    await joined();
    await slack.message('thank you, let us meet at noon', inThread);
    await slack.message('hamal log at host boot', inThread);
    await arrived('chat.postMessage', 2);
    expect(wordsOf(posted()[1])).toContain('hamal');
    expect(posted()).toHaveLength(2);
  });

  test('a bare mention below a message points to the shortcut, for its asker alone', async () => {
    const slack = await open();
    await slack.mention('', { thread_ts: '1.1' });
    await arrived('chat.postEphemeral');
    expect(wordsOf(api.of('chat.postEphemeral')[0])).toContain('Diagnose this message');
    expect(posted()).toEqual([]);
  });

  test("the shortcut reads an alert's attachments and blocks, and answers in the thread of the message", async () => {
    const slack = await open();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: `\`\`\`${paste}\`\`\`` } }];
    await slack.shortcut({ ts: '7.7', thread_ts: '6.6', bot_id: 'B1', text: 'Alert', blocks });
    await slack.shortcut({
      ts: '8.8',
      bot_id: 'B1',
      text: '',
      attachments: [{ title: 'boot', fields: [{ title: 'Error', value: paste }] }],
    });
    await arrived('chat.postMessage', 2);
    expect(posted().map((args) => args['thread_ts'])).toEqual(['6.6', '8.8']);
    for (const args of posted()) expect(wordsOf(args)).toContain('volume not found');
  });

  test('slash commands: each has its help, for the asker alone; the answer names who asked', async () => {
    const slack = await open();
    await slack.command('/logs', 'unicloud at host boot, block storage');
    await arrived('chat.postMessage');
    expect(wordsOf(posted()[0])).toMatch(/unicloud-engine\.log[\s\S]*Mei: \/logs/);
    for (const name of ['logs', 'diagnose', 'grep', 'trace', 'escalate', 'sherlog'])
      await slack.command(`/${name}`, 'help');
    await arrived('chat.postEphemeral', 6);
    expect(posted()).toHaveLength(1);
    await slack.command('/escalate', 'list');
    await slack.command('/trace', '不是编号');
    await arrived('chat.postEphemeral', 8);
    expect(api.of('chat.postEphemeral').slice(6).map(wordsOf).join('\n')).toMatch(
      /No ticket drafts[\s\S]*追踪 req-/,
    );
    await slack.command('/diagnose', '帮助');
    await arrived('chat.postEphemeral', 9);
    expect(wordsOf(api.of('chat.postEphemeral')[8])).toContain('粘贴报错');
    await slack.command('/diagnose', paste);
    await arrived('chat.postMessage', 2);
    expect(wordsOf(posted()[1])).toContain('volume not found');
  });

  test('a command that only its asker sees can be shared by them, and by nobody else', async () => {
    const slack = await open({ answers: 'asker' });
    await slack.command('/logs', 'unicloud at host boot, block storage');
    await arrived('chat.postEphemeral');
    const button = buttonOf(api.of('chat.postEphemeral')[0], 'Share in channel');
    const place = { container: { channel_id: 'C01', message_ts: '9.9', is_ephemeral: true } };
    await slack.press(button, { ...place, user: { id: 'U02EVE', team_id: 'T01TEST' } });
    await arrived('chat.postEphemeral', 2);
    expect(wordsOf(api.of('chat.postEphemeral')[1])).toContain('cannot be shared');
    await slack.press(button, place);
    await arrived('chat.postMessage');
    expect(wordsOf(posted()[0])).toMatch(/Mei shared this[\s\S]*unicloud-engine\.log/);
    await slack.press(button, { ...place, channel: { id: 'C02' } });
    await arrived('chat.postEphemeral', 3);
    expect(posted()).toHaveLength(1);
    // What else the sharer asked for themselves stays theirs, below the shared answer and in the channel's summary.
    await slack.command('/diagnose', 'ERROR secret of Mei alone: widget W-1 refused');
    await arrived('chat.postEphemeral', 4);
    await slack.mention('summary', { user: 'U02EVE', thread_ts: '1700000001.000100' });
    await slack.mention('summary', { user: 'U02EVE' });
    await arrived('chat.postMessage', 3);
    expect(posted().map(wordsOf).join('\n')).not.toContain('secret of Mei');
  });

  test("the bot's own page, and the prompts of its direct messages", async () => {
    const slack = await open();
    await slack.openHome();
    await slack.openHome({ tab: 'messages' });
    await arrived('views.publish');
    await arrived('assistant.threads.setSuggestedPrompts');
    expect(textsOf(api.of('views.publish')[0]?.['view']).join('\n')).toContain('error cases');
    expect(api.of('assistant.threads.setSuggestedPrompts')[0]?.['prompts']).toHaveLength(4);
  });
});

describe('when Slack does not do as it should', () => {
  test('a channel that the bot is not in: the asker gets the answer, and how to invite it', async () => {
    api.reactWith(({ method, args }) =>
      method === 'chat.postMessage' && args['channel'] === 'C01'
        ? { body: { ok: false, error: 'not_in_channel' } }
        : undefined,
    );
    const slack = await open();
    await slack.mention('unicloud log at host boot');
    await until(() => posted().some((args) => args['channel'] === 'U01MEI'), 'the direct message');
    expect(wordsOf(posted().at(-1))).toMatch(/invite[\s\S]*unicloud/);
  });

  test('an archived channel: the answer goes to the asker', async () => {
    api.reactWith(({ method, args }) =>
      method === 'chat.postMessage' && args['channel'] === 'C01'
        ? { body: { ok: false, error: 'is_archived' } }
        : undefined,
    );
    const slack = await open();
    await slack.mention('unicloud log at host boot');
    await until(() => posted().some((args) => args['channel'] === 'U01MEI'), 'the direct message');
    expect(wordsOf(posted().at(-1))).toContain('archived');
  });

  const patient = (ms: number): RemoteLogs => ({
    search: async () => ({ kind: 'failed', detail: 'in the end' }),
    list: async () => {
      await sleep(ms);
      return { kind: 'failed', detail: 'in the end' };
    },
    close: async () => {},
  });
  const searchable = nodeSchema.parse({
    name: 'console-a',
    role: 'console',
    host: '10.0.0.1',
    search: { persons: ['T01TEST/U01MEI'] },
  });

  test('a progress message that somebody deleted: the result is posted anew', async () => {
    api.reactWith(failing({ 'chat.update': 'message_not_found' }));
    const slack = await open({}, { nodes: [searchable], remote: patient(300) });
    await slack.mention('grep "volume gone" in unicloud-engine on console-a');
    await until(() => posted().some((args) => wordsOf(args).includes('in the end')), 'the result');
  });

  test('a response URL that expired: the answer comes another way', async () => {
    api.reactWith(({ method }) =>
      method.startsWith('/expired') ? { status: 404, body: { ok: false, error: 'expired_url' } } : undefined,
    );
    const slack = await open();
    await slack.command('/sherlog', 'help', { response_url: `${new URL(api.url).origin}/expired` });
    await arrived('chat.postEphemeral');
    expect(wordsOf(api.of('chat.postEphemeral')[0])).toContain('What I can answer');
  });

  test('a storm of rate limits: the answer lands when Slack allows it', async () => {
    let refused = 0;
    api.reactWith(({ method }) =>
      method === 'chat.postMessage' && (refused += 1) <= 3
        ? { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
        : undefined,
    );
    const slack = await open();
    await slack.mention('unicloud log at host boot');
    await until(() => refused >= 4, 'the fourth try');
    expect(posted()).toHaveLength(4);
  });

  test.each([
    'thread_not_found',
    'cannot_reply_to_message',
    'msg_too_long',
    'invalid_blocks',
    'restricted_action_read_only_channel',
    'access_denied',
  ])('what Slack refuses with %s reaches the asker all the same', async (error) => {
    let refused = 0;
    api.reactWith(({ method, args }) =>
      method === 'chat.postMessage' && args['channel'] === 'C01' && (refused += 1) === 1
        ? { body: { ok: false, error } }
        : undefined,
    );
    const slack = await open();
    await slack.mention('unicloud log at host boot');
    await arrived('chat.postMessage', 2);
    expect([posted()[1]?.['text'], wordsOf(posted()[1])].join('\n')).toContain('unicloud');
  });

  test('a store that fails while a form is read: the form stays, with a sentence', async () => {
    const slack = await open();
    await slack.command('/escalate', '');
    await arrived('views.open');
    const ack = await slack.submit({
      private_metadata: '{"key":"gone","thread":{"adapter":"slack","id":"x"}}',
      state: { values: { summary: {} } },
    });
    expect(ack).toMatchObject({
      response_action: 'errors',
      errors: { summary: expect.stringContaining('cannot be sent now') },
    });
  });

  test('a revoked token is logged, and the process goes on', async () => {
    api.reactWith(failing({ 'chat.postMessage': 'token_revoked', 'chat.postEphemeral': 'token_revoked' }));
    const slack = await open();
    await slack.mention('unicloud log at host boot');
    api.reactWith(() => undefined);
    await slack.mention('hamal log at host boot');
    await until(() => posted().some((args) => wordsOf(args).includes('hamal')), 'the next answer');
  });

  test('a trigger that expired: a button opens the form instead', async () => {
    const slack = await open();
    api.reactWith(failing({ 'views.open': 'expired_trigger_id' }));
    await slack.mention(paste, { ts: '3.3' });
    await arrived('chat.postMessage');
    const place = { container: { channel_id: 'C01', message_ts: '1700000001.000100', thread_ts: '3.3' } };
    await slack.press(buttonOf(posted()[0], 'Escalate'), place);
    await arrived('chat.postEphemeral');
    api.reactWith(() => undefined);
    const told = { container: { channel_id: 'C01', message_ts: '1700000009.000100', is_ephemeral: true } };
    await slack.press(buttonOf(api.of('chat.postEphemeral')[0], 'Open the form 打开表单'), told);
    await arrived('views.open', 2);
    expect(textsOf(api.of('views.open')[1]?.['view']).join('\n')).toContain('Short description');
  });
});

describe('buttons and forms', () => {
  const place = { container: { channel_id: 'C01', message_ts: '1700000001.000100', thread_ts: '3.3' } };
  const asked = async (slack: Awaited<ReturnType<typeof open>>) => {
    await slack.mention(paste, { ts: '3.3' });
    await arrived('chat.postMessage');
  };

  test('a feedback button says who pressed it, after a restart too', async () => {
    await asked(await open());
    const again = await open();
    const button = buttonOf(posted()[0], 'Not it');
    expect(button.action_id).toBe('reply-feedback');
    await again.press(button, place);
    await arrived('chat.update');
    expect(textsOf(api.of('chat.update')[0]?.['blocks'])).toContain('✓ Mei: Not it');
    expect(buttonsIn(api.of('chat.update')[0]?.['blocks']).map(({ label }) => label)).not.toContain('Not it');
  });

  test('a value that no modal takes is kept whole, and comes back with the form', async () => {
    const slack = await open();
    const long = `${paste}\n${'ERROR second line of it\n'.repeat(400)}end of it`;
    await slack.shortcut({ ts: '3.3', text: long });
    await arrived('chat.postMessage');
    await slack.press(buttonOf(posted()[0], 'Escalate'), place);
    await arrived('views.open');
    const view = api.of('views.open')[0]?.['view'] as {
      private_metadata: string;
      blocks: { block_id?: string; element?: { initial_value?: string } }[];
    };
    const values = Object.fromEntries(
      view.blocks.flatMap(({ block_id: id, element }) =>
        id && element ? [[id, { value: { value: element.initial_value ?? null } }]] : [],
      ),
    );
    for (const { element } of view.blocks)
      expect((element?.initial_value ?? '').length).toBeLessThanOrEqual(3_000);
    const ack = await slack.submit({ private_metadata: view.private_metadata, state: { values } });
    expect(ack).toBeUndefined();
    await until(
      () =>
        JSON.stringify(store.kept.filter((each) => (each as { kind: string }).kind === 'draft')).includes(
          'end of it',
        ),
      'the draft',
    );
  });

  test('of two who edit at once the second gets the form back, with what they typed', async () => {
    const slack = await open();
    const submitted = async (args: Readonly<Record<string, unknown>>, summary: string) => {
      const view = args['view'] as { private_metadata: string };
      const state = { values: { summary: { value: { value: summary } } } };
      return slack.submit({ private_metadata: view.private_metadata, state });
    };
    await slack.command('/escalate', '');
    await arrived('views.open');
    const [first] = api.of('views.open');
    await submitted(first ?? {}, 'hers');
    await arrived('chat.postMessage');
    const edit = buttonOf(posted()[0], 'Edit');
    const at = { container: { channel_id: 'C01', message_ts: '1700000001.000100' } };
    await slack.press(edit, at);
    await slack.press(edit, at);
    await arrived('views.open', 3);
    const [, one = {}, two = {}] = api.of('views.open');
    expect(await submitted(one, 'hers again')).toBeUndefined();
    const back = (await submitted(two, 'his')) as { response_action: string; view: object };
    expect(back.response_action).toBe('update');
    expect(textsOf(back.view).join('\n')).toMatch(/saved this draft meanwhile[\s\S]*his/);
  });

  test.each([
    ['no payload at all', ''],
    ['a command that is not there', '{"l":"en","c":{"name":"format-disk"}}'],
    ["another's draft", encode({ name: 'draft', draft: 7, as: 'evidence' }, 'en')],
    ['a key that nobody gave out', encode({ name: 'share', key: 'a'.repeat(24) }, 'en')],
  ])('a forged press with %s is refused, to who pressed alone', async (_, value) => {
    const slack = await open();
    await slack.press({ action_id: 'reply-0-0', value }, place);
    await arrived('chat.postEphemeral');
    expect(posted()).toEqual([]);
  });

  test('who may not search is refused with a sentence; a guest or a stranger is nobody', async () => {
    const node = nodeSchema.parse({
      name: 'console-a',
      role: 'console',
      host: '10.0.0.1',
      search: { persons: ['T01TEST/U01MEI'] },
    });
    const slack = await open({}, { nodes: [node] });
    await slack.mention('grep "volume" on console-a', { user: 'U02EVE' });
    await arrived('chat.postEphemeral');
    expect(wordsOf(api.of('chat.postEphemeral')[0])).toContain('You may not search console-a from here');
    await slack.mention('grep "volume" in unicloud-engine', { user: 'U02EVE' });
    await arrived('chat.postEphemeral', 2);
    expect(wordsOf(api.of('chat.postEphemeral')[1])).not.toContain('console-a');
    api.reactWith(({ method }) =>
      method === 'users.info'
        ? { body: { ok: true, user: { id: 'U03', team_id: 'T9OTHER', name: 'guest' } } }
        : undefined,
    );
    await slack.mention('unicloud log at host boot', { user: 'U03GUEST' });
    await arrived('chat.postEphemeral', 3);
    expect(wordsOf(api.of('chat.postEphemeral')[2])).toContain('You may not do that from here');
  });

  test('a modal closes within the time that Slack gives, though the search in it takes longer', async () => {
    const node = nodeSchema.parse({
      name: 'console-a',
      role: 'console',
      host: '10.0.0.1',
      search: { persons: ['T01TEST/U01MEI'] },
    });
    const slow: RemoteLogs = {
      search: async () => {
        await sleep(3_000);
        return { kind: 'failed', detail: 'in the end' };
      },
      list: async () => {
        await sleep(3_000);
        return { kind: 'failed', detail: 'in the end' };
      },
      close: async () => {},
    };
    const slack = await open({}, { nodes: [node], remote: slow });
    await slack.command('/grep', '');
    await arrived('views.open');
    const view = api.of('views.open')[0]?.['view'] as {
      private_metadata: string;
      blocks: { block_id?: string }[];
    };
    expect(view.blocks.map(({ block_id: id }) => id)).toEqual([
      'keyword',
      'log',
      'node',
      'time',
      'around',
      'context',
    ]);
    const filled = (keyword: string, context: string) => ({
      keyword: { value: { value: keyword } },
      log: { value: { selected_option: { value: '=unicloud-engine' } } },
      node: { value: { selected_option: { value: '=console-a' } } },
      time: { value: { value: '16:24' } },
      around: { value: { value: '10 min' } },
      context: { value: { value: context } },
    });
    const wrong = await slack.submit({
      private_metadata: view.private_metadata,
      state: { values: filled('volume', 'many') },
    });
    expect(wrong).toEqual({ response_action: 'errors', errors: { context: 'expected a number up to 200' } });
    const startedAt = Date.now();
    const ack = await slack.submit({
      private_metadata: view.private_metadata,
      state: { values: filled('volume', '20') },
    });
    expect(ack).toBeUndefined();
    expect(Date.now() - startedAt).toBeLessThan(2_900);
    await until(
      () => api.of('chat.update').some((args) => wordsOf(args).includes('in the end')),
      'the result',
    );
  });
});
