import * as fc from 'fast-check';
import { renderForm, valuesOf } from '../../adapters/slack/form';
import { maxInputValue } from '../../adapters/slack/limits';
import { shownPart, withKept } from '../../src/chat/long-value';
import { render } from '../../adapters/slack/render';
import { plainOf } from '../../adapters/slack/text';
import type { Block, Form, Reply } from '../../src/reply';
import { anyReply } from '../support/replies';
import { textsOf } from '../support/slack';
import { refusals } from '../support/slack-limits';

const reply = (...blocks: Block[]): Reply => ({ kind: 'reply', title: 'title', blocks });
const shown = (of: Reply) => textsOf(render(of).blocks).join('\n');

test('whatever the reply, Slack takes its message, and nothing in it can call, link or steer', () => {
  fc.assert(
    fc.property(anyReply, (any) => {
      const message = render(any);
      expect(refusals(message)).toEqual([]);
      expect(message.text.replace(/&(?:lt|gt|amp);/g, '')).not.toMatch(/[<>&]/);
      expect(textsOf(message.blocks).join('')).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
    }),
    { numRuns: Number(process.env['FUZZ_REPLIES'] ?? 300) },
  );
});

test('what does not fit is said, and stands whole in a file', () => {
  const lines = Array.from({ length: 2_000 }, (_, at) => [`line ${at} of many`]);
  const { blocks, files } = render(reply({ kind: 'text', lines }));
  expect(textsOf(blocks).at(-1)).toContain('answer.txt');
  expect(files).toEqual([{ name: 'answer.txt', content: expect.stringContaining('line 1999 of many') }]);
});

test('an excerpt shows twenty lines around its first hit, and counts the others', () => {
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`);
  const told = shown(reply({ kind: 'excerpt', lines, firstLine: 501, hits: [50] }));
  expect(told).toContain('> 551 line 50');
  expect(told).toContain('44 more lines above');
  expect(told).toContain('36 more lines');
  expect(told).not.toContain('line 43\n');
});

test('log text stands in preformatted text, where Slack reads no markup', () => {
  const hostile = 'ERROR <!channel> <@U1> *bold* `code` <https://evil.example|here>';
  const { blocks, text } = render(reply({ kind: 'excerpt', lines: [hostile] }));
  expect(JSON.stringify(blocks)).toContain('rich_text_preformatted');
  expect(shown(reply({ kind: 'excerpt', lines: [hostile] }))).toContain(hostile);
  expect(text).not.toContain('<!channel>');
});

test('a failure is marked by more than its colour, and a link leads only to the web', () => {
  expect(shown({ ...reply(), tone: 'failure' })).toBe('⚠ title');
  const link = (url: string) =>
    JSON.stringify(render(reply({ kind: 'text', lines: [[{ link: 'here', url }]] })).blocks);
  expect(link('https://example.com/a')).toContain('"type":"link"');
  expect(link('javascript:alert(1)')).not.toContain('"type":"link"');
});

test('of several tables one is a table, the others are in the file', () => {
  const table = (cell: string): Block => ({ kind: 'table', columns: ['a'], rows: [[[cell]]] });
  const { blocks, files } = render(reply(table('one'), table('two')));
  expect(blocks.filter(({ type }) => type === 'table')).toHaveLength(1);
  expect(files[0]?.content).toContain('two');
});

test('progress says how long it takes already', () => {
  const since = '2026-11-21T10:00:00.000Z';
  const steps: Reply = reply({
    kind: 'steps',
    since,
    steps: [{ label: 'console-a', state: 'running', detail: 'reading' }],
  });
  const { blocks } = render(steps, new Date('2026-11-21T10:00:12.000Z'));
  expect(textsOf(blocks)).toEqual(expect.arrayContaining(['▸ console-a — reading', '12 s']));
});

describe('a modal', () => {
  const form = (rest: Partial<Form['fields'][number]>): Form => ({
    kind: 'form',
    title: 'A title that is longer than a modal may have',
    fields: [{ name: 'error', label: 'Error', ...rest }],
    submitLabel: 'Save draft',
    payload: 'p',
  });
  const selectOf = (drawn: ReturnType<typeof renderForm>) =>
    (drawn.blocks.at(-1) as unknown as { element: { initial_option: { value: string } } }).element;

  test('has its long title above its fields', () => {
    const drawn = renderForm(form({}), 'm');
    expect(drawn.title.text.length).toBeLessThanOrEqual(24);
    expect(textsOf(drawn.blocks)).toContain('A title that is longer than a modal may have');
  });

  test('a choice may be empty, and comes back as it was', () => {
    const choices = [
      { value: '', label: 'All' },
      { value: 'a', label: 'A' },
    ];
    const { initial_option: chosen } = selectOf(renderForm(form({ value: '', choices }), 'm'));
    expect(valuesOf({ error: { value: { selected_option: chosen } } })).toEqual({ error: '' });
    expect(
      valuesOf({ error: { value: { selected_option: { value: '=a' } } }, other: { value: { value: null } } }),
    ).toEqual({ error: 'a', other: '' });
  });

  test('of a long value it shows the beginning; left as it is, all of it comes back, changed, what was typed', () => {
    const value = `${'志🙂'.repeat(4_000)}end`;
    const shownValue = shownPart(value, maxInputValue);
    expect(shownValue.length).toBeLessThanOrEqual(3_000);
    expect(withKept({ error: shownValue }, { error: value }, maxInputValue)).toEqual({ error: value });
    expect(withKept({ error: 'typed anew' }, { error: value }, maxInputValue)).toEqual({
      error: 'typed anew',
    });
    // Touched before its mark, it keeps what the input could not show.
    const touched =
      withKept({ error: `fixed ${shownValue.replaceAll('\n', '\r\n')}` }, { error: value }, maxInputValue)[
        'error'
      ] ?? '';
    expect(touched).toMatch(/^fixed 志/);
    expect(touched).toMatch(/end$/);
    expect(touched.length).toBe(value.length + 'fixed '.length);
  });
});

test.each([
  ['<@U0BOT> grep &lt;x&gt; &amp; y', 'grep <x> & y'],
  ['```\nTraceback\n  File "a"\n```', 'Traceback\n  File "a"'],
  ['see <https://example.com/a|the page> and <mailto:a@b.c|a@b.c>', 'see the page and a@b.c'],
  ['<#C01|general> <@U02> <!here>', '#general @U02 @here'],
])('what Slack wrote as %j is heard as people see it', (markup, text) => {
  expect(plainOf(markup, 'U0BOT')).toBe(text);
});
