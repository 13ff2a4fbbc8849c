import { decode, encode, type Command } from '../../src/command';
import { nodeSchema } from '../../src/nodes/schema';
import type { Store, TicketPost } from '../../src/ports';
import { postSchema } from '../../src/ticket/post-schema';
import type { Form, Reply } from '../../src/reply';
import type { Person, Request } from '../../src/request';
import { bundleProblems } from '../../src/ticket/zip';
import { noPermissions } from '../../src/permission/schema';
import { message, testBot, type TestDeps } from '../support/bot';
import { memoryStore } from '../support/store';

const paste =
  'ERROR Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';

/** A bot with a store, asked by one person in one thread unless another is named. */
function desk(store: Store = memoryStore(), deps: TestDeps = {}) {
  const handle = testBot({ store, ...deps });
  const ask = (rest: object, name = 'mei', thread = 't') => {
    const asker: Person = { id: name, name };
    const request = { id: 'r', asker, thread: { adapter: 'test', id: thread }, surface: 'thread', ...rest };
    return handle(request as Request, { signal: new AbortController().signal, show: () => {} });
  };
  const say = (text: string, ...who: string[]) => ask({ kind: 'message', text, files: [] }, ...who);
  const press = (command: Command, ...who: string[]) =>
    ask({ kind: 'press', payload: encode(command, 'en') }, ...who);
  const submit = (form: Form, changes: Record<string, string> = {}, ...who: string[]) => {
    const values = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']));
    return ask({ kind: 'submit', payload: form.payload, values: { ...values, ...changes } }, ...who);
  };
  return { say, press, submit };
}
const formOf = (answer: Form | Reply) => {
  if (answer.kind !== 'form') throw new Error(`expected a form, got "${answer.title}"`);
  return answer;
};
const replyOf = (answer: Form | Reply) => {
  if (answer.kind !== 'reply') throw new Error(`expected a reply, got the form "${answer.title}"`);
  return answer;
};
const valueOf = ({ fields }: Form, name: string) => fields.find((field) => field.name === name)?.value;

test('the form holds what the investigation knows, and asks for what it does not', async () => {
  const { say } = desk();
  await say(paste);
  const form = formOf(await say('escalate'));
  expect(valueOf(form, 'error')).toBe(paste);
  expect(valueOf(form, 'resources')).toBe('volume 6ec3e693-69f7-4129-a43a-16eebe74b528');
  expect(valueOf(form, 'contact')).toBe('mei');
  expect(Array.from(valueOf(form, 'summary') ?? '').length).toBeLessThanOrEqual(160);
  // The known case makes them probable; the person says.
  const labelOf = (field: string) => form.fields.find(({ name }) => name === field)?.label;
  expect(labelOf('stage')).toContain('Probably: Host boot');
  expect(labelOf('storage')).toContain('Probably: Block storage');
  for (const unknown of [
    'stage',
    'storage',
    'source',
    'product',
    'priority',
    'company',
    'version',
    'tried',
  ]) {
    expect(valueOf(form, unknown)).toBe('');
    expect(form.fields.find(({ name }) => name === unknown)?.label).toContain('?');
  }
});

test('without any investigation a ticket can be drafted too', async () => {
  const { say, submit } = desk();
  const form = formOf(await say('我要提工单'));
  expect(formOf(await submit(form)).errors).toEqual({ summary: '工单需要简短描述' });
  expect(replyOf(await submit(form, { summary: '同步很慢' })).title).toBe('工单草稿 1 · 同步很慢');
});

test('a saved draft comes back in its thread, is edited, and is marked as submitted with its number', async () => {
  const { say, press, submit } = desk();
  await say(paste);
  await submit(formOf(await say('escalate')), { product: 'HyperBDR' });
  const again = formOf(await say('escalate'));
  expect(valueOf(again, 'product')).toBe('HyperBDR');
  const edited = replyOf(await submit(again, { priority: 'P2' }, 'li'));
  expect(edited.data).toMatchObject({ draft: { number: 1, values: { priority: 'P2' } }, version: 2 });
  const ask = formOf(await press({ name: 'submit-draft', draft: 1, replaces: 2 }));
  const submitted = replyOf(await submit(ask, { ticket: 'OP-4711' }));
  expect(submitted.data).toMatchObject({ draft: { status: 'submitted', ticket: 'OP-4711' } });
  const { draft } = submitted.data as { draft: { history: { did: string; by: { name: string } }[] } };
  expect(draft.history.map(({ did, by }) => `${by.name} ${did}`)).toEqual([
    'mei saved',
    'li saved',
    'mei submitted',
  ]);
  const reopened = replyOf(await press({ name: 'reopen-draft', draft: 1, replaces: 3 }, 'li'));
  expect(reopened.data).toMatchObject({ draft: { status: 'draft', ticket: 'OP-4711' }, version: 4 });
  await submit(formOf(await press({ name: 'submit-draft', draft: 1, replaces: 4 })), { ticket: 'OP-4711' });
  // What was submitted is over: the next one is new.
  expect(valueOf(formOf(await say('escalate')), 'priority')).toBe('');
  expect(JSON.stringify(await say('tickets'))).toContain('OP-4711');
});

test('of two who edit at once the second is told, and what they typed is kept', async () => {
  const { say, submit } = desk();
  await submit(formOf(await say('escalate')), { summary: 'first' });
  const hers = formOf(await say('escalate'));
  const his = formOf(await say('escalate', 'li'));
  await submit(hers, { company: 'Plant 7' });
  const back = formOf(await submit(his, { company: 'Plant Seven' }, 'li'));
  expect(back.errors?.['summary']).toContain('mei saved this draft meanwhile');
  expect(back.errors?.['company']).toBe('mei: Plant 7');
  expect(valueOf(back, 'company')).toBe('Plant Seven');
  expect(replyOf(await submit(back, {}, 'li')).data).toMatchObject({
    draft: { values: { company: 'Plant Seven' } },
  });
});

test("another thread's draft is not there for others, but for who began it", async () => {
  const { say, press, submit } = desk();
  await submit(formOf(await say('escalate')), { summary: 'mine' });
  for (const as of ['card', 'text', 'evidence'] as const) {
    const told = replyOf(await press({ name: 'draft', draft: 1, as }, 'eve', 'other'));
    expect(told).toMatchObject({ tone: 'failure', title: 'There is no ticket draft 1 here.' });
  }
  expect(replyOf(await press({ name: 'draft', draft: 1, as: 'card' }, 'mei', 'other')).title).toContain(
    'mine',
  );
  expect(replyOf(await say('tickets', 'eve', 'other')).data).toEqual({ tickets: [] });
});

test('a draft of a channel that is bound to sites is not shown in another, nor one of elsewhere in it', async () => {
  const store = memoryStore();
  const permissions = { ...noPermissions, channels: { CA: { sites: ['plant-a'] } } };
  const handle = testBot({ store, permissions });
  const ask = (rest: object, channel: string) =>
    handle(
      { ...message(''), ...rest, thread: { adapter: 'slack', channel, id: `${channel} t` } },
      { signal: new AbortController().signal, show: () => {} },
    );
  const drafted = async (channel: string) => {
    const form = formOf(await ask({ text: 'escalate' }, channel));
    await ask({ kind: 'submit', payload: form.payload, values: { summary: `of ${channel}` } }, channel);
  };
  const shownIn = async (channel: string, draft: number) => {
    const payload = encode({ name: 'draft', draft, as: 'card' }, 'en');
    return replyOf(await ask({ kind: 'press', payload }, channel)).title;
  };
  await drafted('CA');
  await drafted('CB');
  expect(await shownIn('CA', 1)).toContain('of CA');
  expect(await shownIn('CB', 1)).toBe('There is no ticket draft 1 here.');
  expect(await shownIn('CA', 2)).toBe('There is no ticket draft 2 here.');
  expect(await shownIn('CC', 2)).toContain('of CB');
  expect(JSON.stringify(await ask({ text: 'tickets' }, 'CC'))).not.toContain('of CA');
});

test.each([
  [
    'too long',
    { summary: 's', tried: 'x'.repeat(1_000_000) },
    { tried: 'at most 16000 characters, found 1000000' },
  ],
  ['no choice', { summary: 's', priority: 'P9' }, { priority: 'expected one of P1, P2, P3, P4' }],
  [
    'a long short description',
    { summary: '云'.repeat(161) },
    { summary: 'at most 160 characters, found 161' },
  ],
])('a value that is %s comes back with what was expected', async (_, values, errors) => {
  const { say, submit } = desk();
  expect(formOf(await submit(formOf(await say('escalate')), values)).errors).toEqual(errors);
});

test('control characters go, secrets are masked, and script, mentions and emoji stay the text they are', async () => {
  const store = memoryStore();
  const { say, press, submit } = desk(store);
  const summary = 'a\u0000\u001B[31m <script>alert(1)</script> <@U1> 🚑 `x` password=hunter2';
  await submit(formOf(await say('escalate')), { summary });
  expect(JSON.stringify(store.kept)).not.toContain('hunter2');
  const text = replyOf(await press({ name: 'draft', draft: 1, as: 'text' }));
  const files = text.blocks.flatMap((block) => (block.kind === 'file' ? [String(block.content)] : []));
  expect(files[0]).toContain('a[31m <script>alert(1)</script> <@U1> 🚑 `x` password=[masked]');
  expect(files[1]).toContain(String.raw`\<script\>alert(1)\</script\>`);
});

test('the evidence is the same zip each time, verifies, and a changed one does not', async () => {
  const { say, press, submit } = desk();
  await say(paste);
  await submit(formOf(await say('escalate')));
  const zip = async () => {
    const { blocks } = replyOf(await press({ name: 'draft', draft: 1, as: 'evidence' }));
    const [file] = blocks.flatMap((block) => (block.kind === 'file' ? [block.content] : []));
    return Buffer.from(file as Uint8Array);
  };
  const first = await zip();
  expect(first.equals(await zip())).toBe(true);
  expect(bundleProblems(first)).toEqual([]);
  const changed = Buffer.from(first);
  changed[first.indexOf('ticket.txt') + 40] = 0xff;
  expect(bundleProblems(changed).length).toBeGreaterThan(0);
  expect(bundleProblems(Buffer.from('no zip'))).toEqual(['expected an evidence zip with a manifest.json']);
});

test('the summary tells what was done in the thread, and nothing of others', async () => {
  const { say, press } = desk();
  await say(paste);
  await press({ name: 'diagnose', notIt: 'openstack-volume-attach-404', others: [] }, 'li');
  const told = JSON.stringify(await say('summary'));
  expect(told).toContain('Failed to attach volume');
  expect(told).toContain('li: not it');
  expect(replyOf(await say('summary', 'mei', 'elsewhere')).title).toBe('Nothing was looked into here yet.');
});

test('where nothing can be kept, a ticket says so, and questions are answered', async () => {
  const store = {
    ...memoryStore(),
    list: () => Promise.reject(new Error('SQLITE_FULL')),
    write: () => Promise.reject(new Error('SQLITE_FULL')),
  };
  const { say } = desk(store);
  const told = replyOf(await say('escalate'));
  expect(told).toMatchObject({ tone: 'failure', data: { error: { code: 'store-failed' } } });
  expect(JSON.stringify(await say('unicloud log at host boot'))).toContain('unicloud-engine.log');
});

describe('sending a draft', () => {
  const postConfig = postSchema.parse({
    mail: { host: 'mail', from: 'a@example.com', recipients: ['support@oneprocloud.com'] },
  });
  function office(isSent: boolean) {
    const sent: string[] = [];
    const post: TicketPost = {
      ways: ['folder', 'mail'],
      send: async (way, to, { number, evidence }) => {
        sent.push(`${way} ${to} ${number} ${bundleProblems(evidence).length}`);
        return { isSent, detail: isSent ? to : 'no answer' };
      },
    };
    return { ...desk(memoryStore(), { post, postConfig }), sent };
  }

  test('by mail asks for the recipient, sends to nobody else, and stands in the history', async () => {
    const { say, press, submit, sent } = office(true);
    await submit(formOf(await say('escalate')), { summary: 's' });
    const form = formOf(await press({ name: 'send-draft', draft: 1, way: 'mail' }));
    const back = formOf(await submit(form, { to: 'eve@evil.org' }));
    expect(back.errors?.['to']).toContain('not a recipient');
    expect(sent).toEqual([]);
    const card = replyOf(await submit(form));
    expect(sent).toEqual(['mail support@oneprocloud.com 1 0']);
    expect(JSON.stringify(card)).toContain('Sent: support@oneprocloud.com');
    expect(card.data).toMatchObject({
      draft: { history: [{ did: 'saved' }, { did: 'sent', to: 'mail support@oneprocloud.com' }] },
    });
  });

  test('that fails is kept and told, and can be tried again', async () => {
    const { say, press, submit, sent } = office(false);
    await submit(formOf(await say('escalate')), { summary: 's' });
    for (const _ of [1, 2]) {
      const card = replyOf(await press({ name: 'send-draft', draft: 1, way: 'folder' }));
      expect(JSON.stringify(card)).toContain('It could not be sent: no answer');
    }
    expect(sent).toHaveLength(2);
  });

  test("another's draft is not sent", async () => {
    const { say, press, submit, sent } = office(true);
    await submit(formOf(await say('escalate')), { summary: 's' });
    expect(replyOf(await press({ name: 'send-draft', draft: 1, way: 'folder' }, 'eve', 'other')).tone).toBe(
      'failure',
    );
    expect(sent).toEqual([]);
  });
});

test('where logs of several sites could be collected, the question for the site leads on to the collecting', async () => {
  const nodes = ['plant-7', 'plant-8'].map((site) =>
    nodeSchema.parse({
      name: `console-${site}`,
      role: 'console',
      host: '10.0.0.1',
      site,
      search: { persons: ['mei'] },
    }),
  );
  const { say, press, submit } = desk(memoryStore(), { nodes });
  await submit(formOf(await say('escalate')), { summary: 's' });
  const asked = replyOf(await press({ name: 'collect', draft: 1, nodes: [] }));
  expect(asked.title).toBe('At which site?');
  const [button] = asked.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  expect(decode(button?.payload ?? '').command).toEqual({
    name: 'collect',
    draft: 1,
    nodes: [],
    site: 'plant-7',
  });
});

test('a press that would save nothing opens the form: no draft is emptied by it', async () => {
  const { say, press, submit } = desk();
  await submit(formOf(await say('escalate')), { summary: 'kept', company: 'Plant 7' });
  const form = formOf(await press({ name: 'save-draft', draft: 1, replaces: 1 }));
  expect([valueOf(form, 'summary'), valueOf(form, 'company')]).toEqual(['kept', 'Plant 7']);
});
