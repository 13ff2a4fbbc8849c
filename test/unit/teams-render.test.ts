import * as fc from 'fast-check';
import { fittingMost, renderForm } from '../../adapters/teams/form';
import { render } from '../../adapters/teams/render';
import { plainOf } from '../../adapters/teams/text';
import { longFields } from '../../src/chat/long-value';
import type { Block, Form, Reply } from '../../src/reply';
import { anyReply } from '../support/replies';
import { textsIn } from '../support/teams';
import { cardProblems } from '../support/teams-cards';

const reply = (...blocks: Block[]): Reply => ({ kind: 'reply', title: 'title', blocks });

test('whatever the reply, its card is one, fits, and nothing in it can steer', () => {
  fc.assert(
    fc.property(anyReply, (any) => {
      const { card } = render(any);
      expect(cardProblems(card)).toEqual([]);
      expect(textsIn(card).join('')).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
    }),
    { numRuns: Number(process.env['FUZZ_REPLIES'] ?? 200) },
  );
});

test('whatever the reply, each page of it, and what stands in a dialog, are cards that fit', () => {
  const at = fc.record({ index: fc.nat(12), from: fc.integer() });
  fc.assert(
    fc.property(anyReply, at, (any, page) => {
      expect(cardProblems(render(any, { page }).card)).toEqual([]);
      expect(cardProblems(render(any, { isStill: true }).card)).toEqual([]);
    }),
    { numRuns: Number(process.env['FUZZ_REPLIES'] ?? 200) },
  );
});

const longValue = fc.constantFrom('日志', 'log line\n', '"\\', '🙂').map((part) => part.repeat(3_000));
const anyField = fc.record({
  label: fc.string({ unit: 'grapheme', maxLength: 300 }),
  value: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), longValue),
  isLong: fc.boolean(),
});
const anyChoice = fc.record({
  value: fc.string({ maxLength: 60 }),
  label: fc.string({ unit: 'grapheme', maxLength: 200 }),
});
const anyForm = fc
  .record({
    title: fc.string({ unit: 'grapheme' }),
    submitLabel: fc.string({ unit: 'grapheme' }),
    payload: fc.string({ maxLength: 1_800 }),
    fields: fc.array(anyField, { maxLength: 25 }),
    choices: fc.array(anyChoice, { minLength: 1, maxLength: 400 }),
    error: fc.string({ unit: 'grapheme', maxLength: 600 }),
  })
  .map(({ choices, error, fields: given, ...rest }): Form => {
    const fields = given.map((field, at) => ({ name: `field ${at}`, ...field }));
    const choice = { name: 'choice', label: 'choice', choices, value: choices.at(-1)?.value ?? '' };
    const [first] = fields;
    return {
      kind: 'form',
      ...rest,
      fields: [...fields, choice],
      ...(first ? { errors: { [first.name]: error } } : {}),
    };
  });

test('whatever the form, its dialog is a card that fits', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const most = fittingMost(form);
      const long = longFields(form, most).map(({ name }) => [name, 'k'.repeat(24)]);
      expect(cardProblems(renderForm(form, Object.fromEntries(long), most).card)).toEqual([]);
    }),
    { numRuns: Number(process.env['FUZZ_REPLIES'] ?? 60) },
  );
});

test('log text stands where Teams reads no markdown and no mention', () => {
  const hostile = 'ERROR <at>all</at> **bold** [x](https://evil.example) `code`';
  const { card } = render(reply({ kind: 'text', lines: [[hostile]] }, { kind: 'excerpt', lines: [hostile] }));
  const text = JSON.stringify(card);
  expect(text).not.toContain('"TextBlock"');
  expect(text).not.toContain('entities');
  expect(textsIn(card).filter((each) => each.includes(hostile))).toHaveLength(2);
});

test('a code block has lines in monospace for clients that know none', () => {
  const { card } = render(reply({ kind: 'excerpt', lines: ['one', 'two'], firstLine: 41, hits: [1] }));
  const block = card.body.find(({ type }) => type === 'CodeBlock');
  expect(block).toMatchObject({ codeSnippet: '  41 one\n> 42 two', fallback: { type: 'Container' } });
});

test('a button that opens a form says so beforehand, another does not', () => {
  const buttons: Block = {
    kind: 'buttons',
    buttons: [
      { label: 'Edit', payload: 'e', opens: 'form' },
      { label: 'Logs', payload: 'l', opens: 'reply' },
    ],
  };
  const [set] = render(reply(buttons)).card.body.slice(-1);
  expect(set).toMatchObject({
    actions: [
      { type: 'Action.Submit', data: { payload: 'e', msteams: { type: 'task/fetch' } } },
      { type: 'Action.Execute', verb: 'press', data: { payload: 'l' } },
    ],
  });
});

test.each([
  ['<p>Failed to attach<br>volume &lt;id&gt;</p>', true, 'Failed to attach\nvolume <id>'],
  ['<at>Sherlog</at> unicloud log', false, 'unicloud log'],
  ['<at>Sherlog</at> ask <at>Li</at>', false, 'ask @Li'],
])('what Teams wrote as %j is heard as people see it', (markup, isHtml, text) => {
  expect(plainOf(markup, isHtml, '<at>Sherlog</at>')).toBe(text);
});
