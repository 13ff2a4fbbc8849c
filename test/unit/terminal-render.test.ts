import * as fc from 'fast-check';
import { render } from '../../adapters/terminal/render';
import { colourStyle } from '../../adapters/terminal/style';
import type { Block, Reply } from '../../src/reply';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const line = fc.array(
  fc.oneof(text, fc.record({ code: text }), fc.record({ bold: text }), fc.record({ link: text, url: text })),
  { maxLength: 4 },
);
const lines = fc.array(line, { maxLength: 4 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), lines }),
  fc.record({ kind: fc.constant('note' as const), lines }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: text, value: line })),
  }),
  fc.record({ kind: fc.constant('table' as const), columns: fc.array(text), rows: fc.array(fc.array(line)) }),
  fc.record({
    kind: fc.constant('excerpt' as const),
    lines: fc.array(text),
    firstLine: fc.nat(),
    hits: fc.array(fc.nat()),
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    steps: fc.array(
      fc.record({
        label: text,
        state: fc.constantFrom('waiting' as const, 'running' as const, 'done' as const, 'failed' as const),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(fc.record({ label: text, payload: text, opens: fc.constant('reply' as const) })),
  }),
  fc.record({ kind: fc.constant('file' as const), name: text, content: text }),
);

test('whatever a reply holds, it renders, and no control character of it reaches the terminal', () => {
  fc.assert(
    fc.property(
      fc.record({ title: text, blocks: fc.array(block, { maxLength: 6 }) }),
      ({ title, blocks }) => {
        const reply: Reply = { kind: 'reply', title, blocks };
        expect(render(reply)).not.toMatch(
          /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/,
        );
      },
    ),
  );
});

test('columns line up beside Chinese text', () => {
  const table: Block = {
    kind: 'table',
    columns: ['平台', 'Engine'],
    rows: [
      [['华为云'], ['v2']],
      [['AWS'], ['v1']],
    ],
  };
  expect(render({ kind: 'reply', blocks: [table] })).toBe('平台    Engine\n华为云  v2\nAWS     v1');
});

test('buttons are numbered through all of a reply', () => {
  const buttons = (...labels: string[]): Block => ({
    kind: 'buttons',
    buttons: labels.map((label) => ({ label, payload: '', opens: 'reply' as const })),
  });
  expect(render({ kind: 'reply', blocks: [buttons('a', 'b'), buttons('c')] })).toBe('[1] a  [2] b\n[3] c');
});

test('colours are used only where they are asked for', () => {
  const reply: Reply = { kind: 'reply', title: 'Title', blocks: [] };
  expect(render(reply)).toBe('Title');
  expect(render(reply, colourStyle)).toBe('\u001B[1mTitle\u001B[0m');
});
