import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createWebChat } from '../../adapters/web';
import type { Drawn, DrawnBlock, DrawnForm } from '../../adapters/web/drawn';
import type { Item } from '../../adapters/web/threads';
import { lineText } from '../../src/plain';
import { testDesk } from '../support/desk';
import { projectFolder } from '../support/knowledge';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';
import { openWebPage, type Told, type WebPage } from '../support/web-page';
import { describeChatAdapter, type Seat } from './chat-adapter';

/** A person at the page, over real HTTP; what the page draws of what it is sent is held by test/e2e/web-page.test.ts. */
function openSeat(): Seat {
  let address = '';
  const store = memoryStore();
  const silent = { error: () => {} };
  const folder = join(projectFolder, 'deploy', 'web');
  const tell = (sentence: string) => (address = /http:\S+/.exec(sentence)?.[0] ?? address);
  const chat = createWebChat({ port: 0, folder, isOwner: true, tell, log: silent });
  let page: WebPage;
  let thread = '';

  const items = () => (page?.told ?? []).flatMap(itemsOf);
  const bodies = () =>
    items().flatMap((item) => (item.from === 'bot' ? [{ id: item.id, body: item.body }] : []));
  const form = () => page.told.flatMap(formsOf).at(-1);
  const seen = () => (page?.told ?? []).map(wordsOf).join('\n');
  const did = (what: object) => void page.post({ thread, key: randomUUID(), ...what });
  const say = (text: string) => did({ kind: 'message', text });
  return {
    async start(handle, patienceMs) {
      await chat.start(testDesk(handle, store, patienceMs));
      page = await openWebPage(address);
      await until(() => bodies().length > 0, 'the greeting');
      thread = page.told.flatMap(headsOf)[0]?.id ?? '';
    },
    say,
    press(label) {
      const found = bodies().findLast(({ body }) => buttonOf(body, label));
      if (!found) throw new Error(`no button "${label}" is shown`);
      did({ kind: 'press', message: found.id, payload: buttonOf(found.body, label)?.payload });
    },
    fill(values) {
      const { id = '', fields = [] } = form() ?? {};
      // A value that nobody touches is sent as it stands.
      const filled = fields.map(({ name, value = '' }, at) => [name, values[at] || value]);
      did({ kind: 'submit', form: id, values: Object.fromEntries(filled) });
    },
    seen,
    announce: (reply, place) => chat.announce(reply, place),
    command: (word, text) => say(`${word} ${text}`),
    give: (name, content) =>
      void page
        .give(name, content)
        .then(({ text }) => did({ kind: 'message', text: '', files: [JSON.parse(text).id] })),
    openPage: () => void page.post({ kind: 'opened', isHome: true, locale: 'en' }),
    sayTwice(text) {
      const key = randomUUID();
      did({ kind: 'message', text, key });
      did({ kind: 'message', text, key });
    },
    async wholeOf(name) {
      const file = bodies()
        .flatMap(({ body }) => body.blocks)
        .findLast((block) => block.kind === 'file' && block.name === name);
      return (await page.get(file?.kind === 'file' ? file.href : '')).text;
    },
    settled: () => until(() => store.kept.some(({ kind }) => kind === 'posted'), 'what was posted'),
    isCalled: () => page.told.some(({ kind }) => kind === 'call'),
    async stop() {
      page.close();
      await chat.stop();
    },
  };
}

interface Head {
  readonly id: string;
  readonly form: DrawnForm | null;
}

function headsOf(told: Told): Head[] {
  if (told.kind === 'head') return [told['thread'] as Head];
  return told.kind === 'all' ? (told['threads'] as { head: Head }[]).map(({ head }) => head) : [];
}

function itemsOf(told: Told): Item[] {
  if (told.kind === 'item') return [told['item'] as Item];
  return told.kind === 'all' ? (told['threads'] as { items: Item[] }[]).flatMap(({ items }) => items) : [];
}

function formsOf(told: Told): DrawnForm[] {
  return headsOf(told).flatMap(({ form }) => form ?? []);
}

function buttonOf({ blocks }: Drawn, label: string) {
  return blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .find((button) => button.label === label);
}

function wordsOf(told: Told): string {
  const notices = told.kind === 'notice' ? [told['body'] as Drawn] : [];
  const answers = itemsOf(told).flatMap((item) => (item.from === 'bot' ? [item.body] : []));
  const forms = formsOf(told).flatMap(({ title, fields }) => [
    title,
    ...fields.map(({ label, value = '', error = '' }) => `${label} ${value} ${error}`),
  ]);
  return [...[...notices, ...answers].map(textOf), ...forms].join('\n');
}

function textOf({ title = '', blocks }: Drawn): string {
  return [title, ...blocks.map(blockText)].join('\n');
}

/** As the page words it. */
function blockText(block: DrawnBlock): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return block.lines.map(lineText).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label} ${lineText(value)}`).join('\n');
    case 'table':
      return [block.columns, ...block.rows.map((row) => row.map(lineText))].join('\n');
    case 'excerpt':
      return [...block.lines, block.below > 0 ? `… ${block.below} more lines` : ''].join('\n');
    case 'steps':
      return block.steps.map(({ label, state }) => `${label} ${state}`).join('\n');
    case 'buttons':
      return block.buttons.map(({ label }) => label).join('\n');
    case 'file':
      return `${block.name} ${block.text ?? ''}`;
  }
}

describeChatAdapter('web', openSeat);
