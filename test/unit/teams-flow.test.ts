import { setTimeout as sleep } from 'node:timers/promises';
import { nodeSchema } from '../../src/nodes/schema';
import type { Kept, RemoteLogs, Store } from '../../src/ports';
import type { Block, Form, Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';
import { testBot, type TestDeps } from '../support/bot';
import { testDesk } from '../support/desk';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';
import {
  actionsIn,
  inChannel,
  li,
  mei,
  mentioning,
  startTeams,
  tenantId,
  textsIn,
  type Shown,
} from '../support/teams';
import { cardProblems } from '../support/teams-cards';
import { render } from '../../adapters/teams/render';
import { plainOf } from '../../adapters/teams/text';

/* The bot in Teams, through the Bot Framework's adapter for tests. */

const paste = 'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';
type Teams = Awaited<ReturnType<typeof startTeams>>;
type Options = Parameters<typeof startTeams>[1];
let store: Store & { readonly kept: readonly Kept[] };
beforeEach(() => (store = memoryStore()));

const open = (deps: TestDeps = {}, options: Options = {}) =>
  startTeams(testDesk(testBot({ store, ...deps }), store), options);
const answering = (handle: Handle, options: Options = {}) => startTeams(testDesk(handle, store), options);
const wordsOf = (part: unknown) => textsIn(part).join('\n');
const shownTexts = ({ adapter }: Teams) =>
  adapter.shown.map(({ activity }) => wordsOf([activity.attachments, { text: activity.text }]));
const kept = () => until(() => store.kept.some(({ kind }) => kind === 'posted'), 'what was posted');
const arrived = (teams: Teams, count = 1) =>
  until(() => teams.adapter.shown.length >= count, `${count} messages`);
const settled = async () => sleep(60);

/** Presses a button as somebody; resolves to what Teams shows them at once. */
async function press(teams: Teams, label: string, as: object = {}) {
  const card = teams
    .cards()
    .findLast(({ content }) => actionsIn(content).some(({ title }) => title === label));
  if (!card) throw new Error(`no button "${label}" in ${shownTexts(teams).join('\n')}`);
  return pressOn(teams, card, label, as);
}
async function pressOn(teams: Teams, card: Shown & { content: object }, label: string, as: object = {}) {
  const action = actionsIn(card.content).find(({ title }) => title === label);
  const from = { replyToId: card.id, conversation: conversationOf(card), ...as };
  if (action?.type === 'Action.Submit') return teams.invoke('task/fetch', { data: action.data }, from);
  return teams.invoke('adaptiveCard/action', { action, trigger: 'manual' }, from);
}
function conversationOf({ conversation: id }: Shown) {
  const conversationType = id.startsWith('19:') ? 'channel' : 'personal';
  return { id, conversationType, tenantId };
}
const told = (response: { body: Record<string, unknown> } | undefined) => String(response?.body['value']);

describe('ways in', () => {
  test('a mention begins a thread below its post; one in the thread goes on in it; a group chat is one thread', async () => {
    const teams = await open();
    await teams.send({ ...mentioning('unicloud log at host boot'), ...inChannel('111'), id: '111' });
    await teams.send({ ...mentioning('hamal log at host boot'), ...inChannel('111') });
    const group = { conversation: { conversationType: 'groupChat', tenantId, id: '19:abc@thread.v2' } };
    await teams.send({ ...mentioning('porter log at host boot'), ...group });
    await arrived(teams, 3);
    const thread = '19:general@thread.tacv2;messageid=111';
    expect(teams.adapter.shown.map(({ conversation }) => conversation)).toEqual([
      thread,
      thread,
      '19:abc@thread.v2',
    ]);
    expect(shownTexts(teams).join('\n')).toMatch(/unicloud[\s\S]*hamal[\s\S]*porter/);
  });

  test('one message that comes twice, and again after a restart, is answered once', async () => {
    const same = { id: '5', text: 'unicloud log at host boot' };
    const teams = await open();
    await teams.send(same);
    await teams.send(same);
    const again = await open();
    await again.send(same);
    await arrived(teams);
    await settled();
    expect(teams.adapter.shown.length + again.adapter.shown.length).toBe(1);
  });

  test.each([
    ['/logs unicloud at host boot', 'unicloud-engine.log'],
    ['/diagnose the widget W-1 refused to go', "I don't know this one"],
    ['diagnose help', 'Paste an error'],
    ['/trace', 'req-'],
    ['/escalate list', 'No ticket drafts'],
    ['Help', 'What I can answer'],
    ['sherlog 帮助', '我能回答'],
  ])('the command menu and slash triggers send %j: it is heard as the command', async (text, expected) => {
    const teams = await open();
    await teams.say(text);
    await arrived(teams);
    expect(shownTexts(teams).join('\n')).toContain(expected);
  });

  test('a bare mention below a message points to the message action', async () => {
    const teams = await open();
    await teams.send({ ...mentioning(''), ...inChannel('111') });
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain('Diagnose this message');
  });

  test('when it is added it says what it does: its page to a person, help to a team; removed it says nothing', async () => {
    const teams = await open();
    await teams.send({ type: 'installationUpdate', action: 'add' });
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain('error cases');
    await teams.send({ type: 'installationUpdate', action: 'add', ...inChannel('1') });
    await arrived(teams, 2);
    await teams.send({ type: 'installationUpdate', action: 'remove' });
    await teams.say('home');
    await arrived(teams, 3);
    expect(shownTexts(teams)[2]).toContain('error cases');
  });

  const fileOf = (downloadUrl: string, name = 'engine.log') => ({
    text: '',
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content: { downloadUrl } },
    ],
  });

  test('a log file sent in the personal chat is read, without any token', async () => {
    const asked: { url: string; init: RequestInit | undefined }[] = [];
    const load = (async (url: string, init?: RequestInit) => {
      asked.push({ url, init });
      return new Response(`healthy\n${paste}\n`);
    }) as typeof fetch;
    const teams = await open({}, { load });
    const url = 'https://acme-my.sharepoint.com/personal/mei/download.aspx?tempauth=x';
    await teams.send(fileOf(url));
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain('volume not found');
    expect(asked).toEqual([{ url, init: expect.objectContaining({ redirect: 'manual' }) }]);
    expect(JSON.stringify(asked)).not.toMatch(/authorization/i);
  });

  test.each([
    ['another host', 'https://evil.example/x', new Response(paste), 'OneDrive or SharePoint'],
    ['no TLS', 'http://acme.sharepoint.com/x', new Response(paste), 'OneDrive or SharePoint'],
    ['a host that ends alike', 'https://evilsharepoint.com/x', new Response(paste), 'OneDrive or SharePoint'],
    ['a redirect', 'https://acme.sharepoint.com/x', new Response('', { status: 302 }), 'HTTP 302'],
    [
      'more than 20 MB',
      'https://acme.sharepoint.com/x',
      new Response(new Uint8Array(20 * 1_024 * 1_024 + 1)),
      '20 MB',
    ],
  ])('a file from %s is refused, with what was expected', async (_, url, response, expected) => {
    const teams = await open({}, { load: async () => response });
    await teams.send(fileOf(url));
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain(expected);
  });

  test("a picture alone: paste the text; beside an error's text it is left alone", async () => {
    const teams = await open();
    const picture = { contentType: 'image/png', contentUrl: 'https://smba.trafficmanager.net/x' };
    await teams.send({ text: '', attachments: [picture] });
    await teams.send({ text: paste, attachments: [picture] });
    await arrived(teams, 2);
    expect(shownTexts(teams).join('\n')).toMatch(/Paste the text/);
    expect(shownTexts(teams).join('\n')).toMatch(/volume not found/);
  });
});

describe('Diagnose this message', () => {
  const fetchTask = (teams: Teams, messagePayload: object, rest: object = inChannel('222')) =>
    teams.invoke(
      'composeExtension/fetchTask',
      { commandId: 'diagnose', commandContext: 'message', messagePayload },
      rest,
    );
  const cardIn = (response: { body: Record<string, unknown> } | undefined) =>
    (response?.body['task'] as { value?: { card?: { content?: object } } } | undefined)?.value?.card?.content;

  test('its HTML is read as people see it, the result stands in a dialog, and *Post in thread* posts it below the message', async () => {
    const teams = await open();
    const content = `<p>boot failed</p><div>${paste.replace('Failed', '<b>Failed</b>')}</div>`;
    const response = await fetchTask(teams, { id: '222', body: { contentType: 'html', content } });
    const card = cardIn(response);
    expect(wordsOf(card)).toContain('volume not found');
    expect(cardProblems(card as never)).toEqual([]);
    expect(teams.adapter.shown).toEqual([]);
    const [post, ...others] = actionsIn(card);
    expect(others).toEqual([]);
    const answered = await teams.invoke(
      'composeExtension/submitAction',
      { commandId: 'diagnose', commandContext: 'message', data: post?.data },
      inChannel('222'),
    );
    expect(answered).toEqual({ status: 200 });
    expect(teams.adapter.shown.map(({ conversation }) => conversation)).toEqual([
      '19:general@thread.tacv2;messageid=222',
    ]);
    expect(shownTexts(teams)[0]).toContain('volume not found');
    // The thread's investigation has it: a ticket from there is about it.
    await press(teams, 'Escalate');
    await teams.send({ ...mentioning('summary'), ...inChannel('222') });
    await until(() => shownTexts(teams).some((text) => text.includes('pasted "boot failed"')), 'the summary');
  });

  test("an app's card is read, a reply hangs below its root, and what has no text says so", async () => {
    const teams = await open();
    const alert = JSON.stringify({
      type: 'AdaptiveCard',
      body: [{ type: 'FactSet', facts: [{ title: 'Error', value: paste }] }],
      actions: [{ type: 'Action.OpenUrl', title: 'not this', url: 'https://x.example' }],
    });
    const response = await fetchTask(teams, {
      id: '333',
      replyToId: '222',
      body: { contentType: 'html', content: '' },
      attachments: [{ content: alert }],
    });
    expect(wordsOf(cardIn(response))).toContain('volume not found');
    expect(actionsIn(cardIn(response))[0]?.data).toMatchObject({ root: '222' });
    const empty = await fetchTask(teams, { id: '444', body: { contentType: 'html', content: '<p></p>' } });
    expect(JSON.stringify(empty?.body)).toContain('no text');
  });

  test('where the bot cannot post it says so in the dialog; nobody else can post the result', async () => {
    const teams = await open();
    const content = paste;
    const response = await fetchTask(teams, { id: '222', body: { contentType: 'text', content } });
    const [post] = actionsIn(cardIn(response));
    const submit = (rest: object) =>
      teams.invoke('composeExtension/submitAction', { data: post?.data }, { ...inChannel('222'), ...rest });
    expect(JSON.stringify((await submit({ from: li }))?.body)).toContain('too old');
    expect(
      JSON.stringify(
        (
          await submit(
            inChannel('999').conversation
              ? { conversation: { id: '19:other@thread.tacv2', conversationType: 'channel' } }
              : {},
          )
        )?.body,
      ),
    ).toContain('too old');
    teams.adapter.refusals.push(403);
    expect(JSON.stringify((await submit({}))?.body)).toContain('add me to this team');
    expect(teams.adapter.shown).toEqual([]);
  });
});

const searchable = nodeSchema.parse({
  name: 'console-a',
  role: 'console',
  host: '10.0.0.1',
  search: { persons: [`${tenantId}/${mei.aadObjectId}`] },
});

describe('presses', () => {
  const nothing: RemoteLogs = {
    search: async () => ({ kind: 'failed', detail: 'in the end' }),
    list: async () => ({ kind: 'failed', detail: 'in the end' }),
    close: async () => {},
  };

  test("the presser's permission counts, not the poster's: a refusal is told to them alone", async () => {
    const teams = await open({ nodes: [searchable], remote: nothing });
    await teams.send({
      ...mentioning('grep "volume gone" in unicloud-engine on console-a'),
      ...inChannel('1'),
    });
    await until(() => shownTexts(teams).some((text) => text.includes('in the end')), 'the result');
    await settled();
    const count = teams.adapter.shown.length;
    const label = 'Next log: mistral-server';
    const refused = await press(teams, label, { from: li });
    expect(refused?.body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
    });
    expect(told(refused)).toMatch(/may not search/);
    await settled();
    expect(teams.adapter.shown).toHaveLength(count);
    expect(told(await press(teams, label, { from: mei }))).toContain('in the conversation');
  });

  test('a guest, and somebody from another tenant, are nobody', async () => {
    const seen: Request[] = [];
    const teams = await answering(async (request) => {
      seen.push(request);
      return { kind: 'reply', title: 'ok', blocks: [] };
    });
    await teams.say('one', { from: { id: '29:guest', name: 'Guest' } });
    await teams.say('two', { channelData: { tenant: { id: 'other' } } });
    await teams.say('three');
    await until(() => seen.length === 3, 'three requests');
    expect(seen.map(({ asker }) => asker.isOutside ?? false)).toEqual([true, true, false]);
  });

  test('a button for once says who pressed it, to the presser at once and to all, after a restart too', async () => {
    const first = await open();
    await first.send({ ...mentioning(paste), ...inChannel('1') });
    await kept();
    const [card] = first.cards();
    const again = await open();
    const response = card && (await pressOn(again, card, 'Not it', { from: li }));
    expect(response?.body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect(wordsOf(response?.body['value'])).toContain('✓ Li: Not it');
    expect(actionsIn(response?.body['value']).map(({ title }) => title)).not.toContain('Not it');
    const edited = again.adapter.shown.find(({ id }) => id === card?.id);
    expect(wordsOf(edited?.activity.attachments)).toContain('✓ Li: Not it');
  });

  test('a press that nobody gave out, and one that is no text, are refused', async () => {
    const teams = await open();
    for (const payload of ['{"l":"en","c":{"name":"nonsense"}}', 7, undefined]) {
      const data = { payload };
      const response = await teams.invoke('adaptiveCard/action', {
        action: { type: 'Action.Execute', data },
      });
      expect(told(response)).toMatch(/button|version/i);
    }
    expect((await teams.invoke('actionableMessage/executeAction', {}))?.status).toBe(501);
    expect((await teams.invoke('constructor', {}))?.status).toBe(501);
    expect(teams.adapter.shown).toEqual([]);
  });

  test('a long answer does not hold the press: Teams is answered at once, and the result follows', async () => {
    let isDone = false;
    const teams = await answering(async (request, { show }) => {
      if (request.kind === 'message')
        return reply('ask', { kind: 'buttons', buttons: [{ label: 'Go', payload: 'x', opens: 'reply' }] });
      show(reply('working'));
      await sleep(400);
      isDone = true;
      return reply('done');
    });
    await teams.say('x');
    await arrived(teams);
    expect(told(await press(teams, 'Go'))).toContain('in the conversation');
    expect(isDone).toBe(false);
    await until(() => shownTexts(teams).some((text) => text.includes('done')), 'the result');
  });
});

const reply = (title: string, ...blocks: Block[]): Reply => ({ kind: 'reply', title, blocks });
const lines = Array.from({ length: 130 }, (_, at) => `line ${at + 1} of it`);

describe('long texts and files', () => {
  const file: Block = { kind: 'file', name: 'results.txt', content: lines.join('\n') };

  test('an excerpt is leafed through in the card, by each reader for themselves, after a restart too', async () => {
    const first = await answering(async () => reply('long', { kind: 'excerpt', lines, firstLine: 1_000 }));
    await first.say('x');
    await kept();
    const [card] = first.cards();
    expect(wordsOf(card?.content)).toMatch(/1000 line 1 of it[\s\S]*110 more lines/);
    const again = await answering(async () => reply('never'));
    const next = card && (await pressOn(again, card, '21–40 / 130 ▸'));
    expect(wordsOf(next?.body['value'])).toMatch(
      /20 more lines above[\s\S]*1020 line 21 of it[\s\S]*90 more lines/,
    );
    expect(cardProblems(next?.body['value'] as never)).toEqual([]);
    expect(actionsIn(next?.body['value']).map(({ title }) => title)).toEqual([
      '◂ 1–20 / 130',
      '41–60 / 130 ▸',
    ]);
    expect(again.adapter.shown).toEqual([]);
  });

  test('a page that there is none of, and a message that is forgotten, are told', async () => {
    const teams = await answering(async () => reply('long', { kind: 'excerpt', lines }));
    await teams.say('x');
    await kept();
    const at = { replyToId: teams.cards()[0]?.id };
    const leaf = (data: object, rest: object = at) =>
      teams.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data } }, rest);
    for (const from of [1e9, -5, 'x', null])
      expect(cardProblems((await leaf({ page: 0, from }))?.body['value'] as never)).toEqual([]);
    expect(told(await leaf({ page: 0, from: 0 }, { replyToId: 'gone' }))).toContain('too old');
    expect(told(await leaf({ file: 5 }))).toContain('too old');
  });

  test('a file is handed over in the own chat: asked for, allowed, put into OneDrive, shown', async () => {
    const puts: { url: string; init: RequestInit | undefined }[] = [];
    const load = (async (url: string, init?: RequestInit) => {
      puts.push({ url, init });
      return new Response('{}', { status: 201 });
    }) as typeof fetch;
    const teams = await answering(async () => reply('found', file), { load });
    teams.adapter.chats.set(li.aadObjectId, 'a:2li');
    await teams.send({ ...mentioning('x'), ...inChannel('1') });
    await kept();
    expect(told(await press(teams, 'As a file 取文件', { from: li }))).toContain('our own chat');
    const offer = teams.adapter.shown.at(-1);
    expect(offer?.conversation).toBe('a:2li');
    const consent = offer?.activity.attachments?.[0] as {
      contentType: string;
      name: string;
      content: Record<string, unknown>;
    };
    expect(consent).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: 'results.txt',
    });
    const accept = (uploadUrl: string, rest: object = {}) =>
      teams.invoke(
        'fileConsent/invoke',
        {
          action: 'accept',
          context: consent.content['acceptContext'],
          uploadInfo: {
            uploadUrl,
            contentUrl: 'https://acme.sharepoint.com/f',
            name: 'results.txt',
            uniqueId: 'u',
            fileType: 'txt',
          },
        },
        { from: li, conversation: { id: 'a:2li', conversationType: 'personal', tenantId }, ...rest },
      );
    expect((await accept('https://evil.example/put'))?.status).toBe(500);
    expect(
      (await accept('https://acme.sharepoint.com/put', { conversation: { id: 'a:other' } }))?.status,
    ).toBe(500);
    expect(puts).toEqual([]);
    expect(await accept('https://acme-my.sharepoint.com/put')).toEqual({ status: 200 });
    expect(puts).toHaveLength(1);
    expect(puts[0]?.init?.body).toEqual(Buffer.from(lines.join('\n')));
    expect(puts[0]?.init?.headers).toMatchObject({
      'content-range': expect.stringMatching(/^bytes 0-\d+\/\d+$/),
    });
    expect(JSON.stringify(puts)).not.toMatch(/authorization/i);
    expect(teams.adapter.shown.at(-1)?.activity.attachments?.[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      contentUrl: 'https://acme.sharepoint.com/f',
    });
  });

  test('wide lines are cut so far that a page of them stands in the card', async () => {
    const wide = Array.from({ length: 60 }, (_, at) => `${at} ${'挂载云硬盘失败'.repeat(45)}`);
    const teams = await answering(async () => reply('wide', { kind: 'excerpt', lines: wide }));
    await teams.say('x');
    await kept();
    const [card] = teams.cards();
    for (const at of [0, 10, 19]) expect(wordsOf(card?.content)).toContain(`${at} 挂载云硬盘失败`);
    const next = await press(teams, '21–40 / 60 ▸');
    expect(wordsOf(next?.body['value'])).toContain('39 挂载云硬盘失败');
    expect(cardProblems(next?.body['value'] as never)).toEqual([]);
  });

  test('one press that comes twice offers a file once; one consent that comes twice puts it once', async () => {
    let puts = 0;
    const load = async () => ((puts += 1), new Response('{}', { status: 201 }));
    const teams = await answering(async () => reply('found', file), { load });
    await teams.say('x');
    await kept();
    const replyToId = teams.cards()[0]?.id;
    const action = { type: 'Action.Execute', data: { file: 0 } };
    for (const _ of [1, 2]) await teams.invoke('adaptiveCard/action', { action }, { replyToId, id: '77' });
    expect(teams.adapter.shown).toHaveLength(2);
    const offer = teams.adapter.shown[1]?.activity.attachments?.[0]?.content as { acceptContext?: object };
    const { acceptContext: context } = offer;
    const uploadInfo = { uploadUrl: 'https://acme.sharepoint.com/put' };
    for (const _ of [1, 2])
      await teams.invoke('fileConsent/invoke', { action: 'accept', context, uploadInfo }, { id: '78' });
    expect(puts).toBe(1);
  });

  test('declined, nothing happens; who has no chat with the bot is told how to get one', async () => {
    const teams = await answering(async () => reply('found', file));
    await teams.send({ ...mentioning('x'), ...inChannel('1') });
    await kept();
    expect(told(await press(teams, 'As a file 取文件', { from: li }))).toContain('add me as a personal app');
    expect(await teams.invoke('fileConsent/invoke', { action: 'decline', context: { key: 'k' } })).toEqual({
      status: 200,
    });
    expect(teams.adapter.shown).toHaveLength(1);
  });

  test('bytes that were asked for are offered at once in the own chat, or said that they cannot be', async () => {
    const zip: Block = { kind: 'file', name: 'evidence.zip', content: new Uint8Array([80, 75]) };
    const teams = await answering(async () => reply('evidence', zip));
    await teams.say('x');
    await arrived(teams, 2);
    expect(teams.adapter.shown[1]?.activity.attachments?.[0]).toMatchObject({ name: 'evidence.zip' });
    await teams.send({ ...mentioning('x'), ...inChannel('1') });
    await arrived(teams, 4);
    expect(teams.adapter.shown[3]?.activity.text).toContain('add me as a personal app');
  });

  test('an answer that is larger than a card is cut, says so, and can be had whole', async () => {
    const texts = Array.from({ length: 400 }, (_, at): Block => ({
      kind: 'text',
      lines: [[`part ${at} ${'x'.repeat(200)}`]],
    }));
    const teams = await answering(async () => reply('large', ...texts));
    await teams.say('x');
    await kept();
    expect(wordsOf(teams.cards()[0]?.content)).toMatch(/more parts do not fit/);
    await press(teams, 'Whole answer as a file 完整回答');
    expect(teams.adapter.shown.at(-1)?.activity.attachments?.[0]).toMatchObject({ name: 'answer.txt' });
  });
});

describe('forms', () => {
  const dialogIn = (response: { body: Record<string, unknown> } | undefined) =>
    response?.body['task'] as
      { type: string; value: { title: string; card: { content: { body: Input[] } } } } | undefined;
  interface Input {
    readonly id?: string;
    readonly value?: string;
  }
  const valuesIn = (dialog: ReturnType<typeof dialogIn>) =>
    Object.fromEntries(
      dialog?.value.card.content.body.flatMap(({ id, value = '' }) => (id ? [[id, value]] : [])) ?? [],
    );
  const submit = (
    teams: Teams,
    dialog: ReturnType<typeof dialogIn>,
    changes: object = {},
    rest: object = inChannel('1'),
  ) => {
    const [action] = actionsIn(dialog?.value.card.content);
    return teams.invoke('task/submit', { data: { ...action?.data, ...valuesIn(dialog), ...changes } }, rest);
  };

  test('a value that no input takes is kept whole, and the dialog stays within the size of a card', async () => {
    const teams = await open();
    const long = `${paste}\n${'ERROR second line of it · «ü»\n'.repeat(400)}end of it`;
    await teams.send({ ...mentioning(long), ...inChannel('1') });
    await arrived(teams);
    const dialog = dialogIn(await press(teams, 'Escalate'));
    expect(cardProblems(dialog?.value.card.content as never)).toEqual([]);
    expect(await submit(teams, dialog)).toEqual({ status: 200 });
    await until(
      () => JSON.stringify(store.kept.filter(({ kind }) => kind === 'draft')).includes('end of it'),
      'the draft',
    );
  });

  test('a mistake stays in the dialog, at its field, with what was typed', async () => {
    const teams = await open({ nodes: [searchable] });
    await teams.say('home');
    await arrived(teams);
    const dialog = dialogIn(await press(teams, 'Search logs'));
    const again = dialogIn(
      await submit(teams, dialog, { 'field:time': 'when it rained', 'field:keyword': 'volume' }),
    );
    expect(again?.type).toBe('continue');
    expect(wordsOf(again?.value.card.content)).toMatch(/when it rained[\s\S]*expected 16:24/);
    expect(valuesIn(again)['field:keyword']).toBe('volume');
  });

  test('of two who edit at once the second gets the form back, with what they typed', async () => {
    const teams = await open();
    await teams.send({ ...mentioning(paste), ...inChannel('1') });
    await arrived(teams);
    const dialog = dialogIn(await press(teams, 'Escalate'));
    await submit(teams, dialog, { 'field:summary': 'hers' });
    await until(() => shownTexts(teams).some((text) => text.includes('hers')), 'the draft');
    const [one, two] = [dialogIn(await press(teams, 'Edit')), dialogIn(await press(teams, 'Edit'))];
    expect(await submit(teams, one, { 'field:summary': 'hers again' })).toEqual({ status: 200 });
    const back = dialogIn(
      await submit(teams, two, { 'field:summary': 'his' }, { ...inChannel('1'), from: li }),
    );
    expect(valuesIn(back)['field:summary']).toBe('his');
    expect(wordsOf(back?.value)).toContain('Mei saved this draft meanwhile');
  });

  test('a form that was asked for by words opens by a button, for each presser with what they may', async () => {
    const teams = await open({ nodes: [searchable] });
    await teams.send({ ...mentioning('grep'), ...inChannel('1') });
    await arrived(teams);
    const hers = await press(teams, 'Open the form 打开表单');
    expect(wordsOf(dialogIn(hers))).toContain('console-a');
    const his = await press(teams, 'Open the form 打开表单', { from: li });
    expect(wordsOf(his?.body)).not.toContain('console-a');
  });

  test('what was typed into a form that came back too late opens for its writer alone', async () => {
    const form = (value: string): Form => ({
      kind: 'form',
      title: 'Form',
      payload: 'p',
      submitLabel: 'Send',
      fields: [{ name: 'text', label: 'Text', value }],
    });
    const teams = await answering(async (request) => {
      if (request.kind !== 'submit') return form('');
      await sleep(5_300);
      return form(request.values['text'] ?? '');
    });
    await teams.say('form', inChannel('1'));
    await arrived(teams);
    const dialog = dialogIn(await press(teams, 'Open the form 打开表单'));
    await submit(teams, dialog, { 'field:text': 'hers alone' });
    await arrived(teams, 2);
    const back = await press(teams, 'Open the form 打开表单');
    expect(JSON.stringify(back?.body)).toContain('hers alone');
    const his = await press(teams, 'Open the form 打开表单', { from: li });
    expect(JSON.stringify(his?.body)).toContain('too old');
  });

  test('of several long values none is cut for good, whatever the size of the dialog', async () => {
    const fields = ['one', 'two', 'three'].map((name, at) => ({
      name,
      label: name,
      value: `${name} ${'日志'.repeat(900 + 700 * at)} end`,
      isLong: true,
    }));
    const seen: Request[] = [];
    const teams = await answering(async (request) => {
      seen.push(request);
      if (request.kind === 'submit') return reply('taken');
      return { kind: 'form', title: 'Form', payload: 'p', submitLabel: 'Send', fields };
    });
    await teams.say('form', inChannel('1'));
    await arrived(teams);
    const dialog = dialogIn(await press(teams, 'Open the form 打开表单'));
    expect(cardProblems(dialog?.value.card.content as never)).toEqual([]);
    await submit(teams, dialog);
    const { values } = seen.at(-1) as Extract<Request, { kind: 'submit' }>;
    expect(values).toEqual(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
  });

  test('where nothing can be shown, a press and a dialog say so', async () => {
    const teams = await open();
    await teams.send({ ...mentioning(paste), ...inChannel('1') });
    await arrived(teams);
    teams.adapter.refusals.push(500);
    expect(told(await press(teams, 'These logs'))).toContain('could not show');
    const dialog = dialogIn(await press(teams, 'Escalate'));
    teams.adapter.refusals.push(500);
    const closed = await submit(teams, dialog, { 'field:summary': 'it fails' });
    expect(JSON.stringify(closed?.body)).toContain('could not show');
  });

  test('in a chat without threads a ticket is about the error that was pasted last; in a thread about all of it', async () => {
    const teams = await open();
    const other = 'ERROR hamal.sync: Failed to frobnicate disk vdb, widget W-7 refused';
    for (const at of [{}, inChannel('1')]) {
      await teams.say(paste, at);
      await teams.say(other, at);
      await until(
        () => shownTexts(teams).some((text) => text.includes("I don't know this one")),
        'both answers',
      );
      await settled();
      const form = wordsOf(dialogIn(await press(teams, 'Escalate', at))?.value);
      expect(form).toContain('conversation' in at ? 'could not be found' : 'W-7');
      teams.adapter.shown.length = 0;
    }
  });

  test('a dialog of another version, or of nobody, is told', async () => {
    const teams = await open();
    for (const data of [undefined, {}, { payload: 7, most: 1 }, 'x'])
      expect(JSON.stringify((await teams.invoke('task/submit', { data }))?.body)).toContain('too old');
  });
});

describe('when Teams does not do as it should', () => {
  test.each([412, 429, 502, 504])('HTTP %i passes: the answer lands', async (status) => {
    const teams = await open();
    teams.adapter.refusals.push(status, status, status);
    await teams.say('unicloud log at host boot');
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain('unicloud-engine.log');
  });

  test('an edit that Teams fails at is repeated, which harms nothing: the progress does not stay', async () => {
    const teams = await answering(async (_, { show }) => {
      show({ kind: 'reply', title: 'working', blocks: [] });
      await until(() => teams.cards().length > 0, 'the progress');
      teams.adapter.refusals.push(500, 503, 500);
      return { kind: 'reply', title: 'done', blocks: [] };
    });
    await teams.say('x');
    await until(() => shownTexts(teams).some((text) => text.includes('done')), 'the answer');
    expect(teams.cards()).toHaveLength(1);
  });

  test.each([400, 413])('a card that is refused with HTTP %i goes as words', async (status) => {
    const teams = await open();
    teams.adapter.refusals.push(status);
    await teams.say('unicloud log at host boot');
    await arrived(teams);
    expect(teams.adapter.shown[0]?.activity.text).toContain('unicloud-engine.log');
  });

  test('a message that is gone: the result is posted anew', async () => {
    const teams = await answering(async (_, { show }) => {
      show(reply('working'));
      await sleep(80);
      teams.adapter.refusals.push(404);
      return reply('done');
    });
    await teams.say('x');
    await until(() => shownTexts(teams).some((text) => text.includes('done')), 'the result');
    expect(new Set(teams.adapter.shown.map(({ id }) => id)).size).toBe(2);
  });

  test('Teams that never takes an answer: it is logged, and the next one is answered', async () => {
    const teams = await open();
    teams.adapter.refusals.push(500);
    await teams.say('unicloud log at host boot');
    await until(() => teams.adapter.refusals.length === 0, 'the refusal');
    await teams.say('hamal log at host boot');
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain('hamal');
  });
});

describe('what comes from outside', () => {
  const odd: unknown[] = [null, 5, {}, [], '', 'x', { toString: 1 }, [null], [5], { id: null }];
  const keys = [
    'text',
    'attachments',
    'entities',
    'id',
    'from',
    'recipient',
    'channelData',
    'value',
    'replyToId',
  ];

  test('an activity of any form ends nothing, and the next one is answered', async () => {
    const teams = await open();
    for (const key of keys)
      for (const value of odd) {
        await teams.send({ [key]: value });
        await teams.send({ type: 'installationUpdate', action: 'add', [key]: value });
        for (const name of [
          'adaptiveCard/action',
          'task/fetch',
          'task/submit',
          'composeExtension/fetchTask',
          'composeExtension/submitAction',
          'fileConsent/invoke',
        ])
          await teams.send({
            type: 'invoke',
            name,
            value: { data: value, action: value, messagePayload: value, context: value },
            [key]: value,
          });
      }
    await settled();
    await teams.say('hamal log at host boot');
    await until(() => shownTexts(teams).some((text) => text.includes('hamal')), 'the answer');
  });

  test.each([
    ['spaces', ' '.repeat(400_000)],
    ['line ends', '\n'.repeat(400_000)],
    ['marks of tags', '<'.repeat(400_000)],
    ['marks of code', '```'.repeat(130_000)],
  ])('a message of many %s is read in time that grows with it', async (_, text) => {
    const started = performance.now();
    plainOf(text, true);
    plainOf(text, false);
    // A quadratic one takes minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a guest of the tenant is nobody, and so is who cannot be asked for', async () => {
    const seen: Request[] = [];
    const teams = await answering(async (request) => {
      seen.push(request);
      return reply('ok');
    });
    teams.adapter.guests.add(li.id);
    await teams.say('one', { from: li });
    await teams.say('two', { from: mei });
    await teams.say('three', { from: { ...mei, aadObjectId: null } });
    await until(() => seen.length === 3, 'three requests');
    const isOutside = (said: string) =>
      seen.find((each) => each.kind === 'message' && each.text === said)?.asker.isOutside ?? false;
    expect(['one', 'two', 'three'].map(isOutside)).toEqual([true, false, true]);
  });

  test('a log cannot call the functions of cards', () => {
    const { card } = render(
      reply('{{DATE(2025-01-01T00:00:00Z)}}', { kind: 'text', lines: [['{{TIME(x)}}']] }),
    );
    expect(JSON.stringify(card)).not.toMatch(/\{\{(?:DATE|TIME)/);
  });
});

describe('answers that nobody waits for any more', () => {
  test('what is for the asker alone goes into their own chat; without one it is told how to get it', async () => {
    const teams = await open();
    await teams.send({ ...mentioning('tickets'), ...inChannel('1') });
    await arrived(teams);
    expect(shownTexts(teams)[0]).toContain('for you alone');
    teams.adapter.chats.set(mei.aadObjectId, 'a:1personal');
    await teams.send({ ...mentioning('tickets'), ...inChannel('1') });
    await arrived(teams, 2);
    expect(teams.adapter.shown[1]).toMatchObject({ conversation: 'a:1personal' });
    expect(shownTexts(teams)[1]).toContain('No ticket drafts');
  });

  test('a thread is told after a restart, though nothing was posted in it yet', async () => {
    const seen: Request[] = [];
    const first = await answering(async (request) => {
      seen.push(request);
      return reply('x');
    });
    await first.send({ ...mentioning('x'), ...inChannel('1') });
    await until(() => seen.length === 1, 'the request');
    const thread = JSON.parse(JSON.stringify(seen[0]?.thread)) as Request['thread'];
    expect(thread.service).toBe('https://smba.trafficmanager.net/emea/');
    const again = await answering(async () => reply('x'));
    await again.chat.announce(reply('cut off'), { thread });
    expect(again.adapter.shown).toMatchObject([{ conversation: '19:general@thread.tacv2;messageid=1' }]);
    await again.chat.announce(reply('to nobody'));
    expect(again.adapter.shown).toHaveLength(1);
  });

  test('administrators are told where they read', async () => {
    const teams = await answering(async () => reply('x'), { admins: '19:admins@thread.tacv2' });
    await teams.chat.announce(reply('reloaded'));
    expect(teams.adapter.shown).toMatchObject([{ conversation: '19:admins@thread.tacv2' }]);
  });
});
