import * as fc from 'fast-check';
import type { Block, Line, Reply, Span } from '../../src/reply';

/** Texts as they come: of any length, in any script, with what other programs would read as markup. */
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '<!channel> <@U1> <https://e|x> *b* _i_ ~s~ `c` :fire: &amp;',
    '\u001B[2J\u202Egnp\u0000',
    '日志在哪里',
  ),
  fc.nat(30_000).map((length) => 'x'.repeat(length)),
  fc.nat(6_000).map((length) => '志🙂'.repeat(length / 2)),
);
const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  text.map((code) => ({ code })),
  text.map((bold) => ({ bold })),
  fc.record({ link: text, url: fc.oneof(fc.webUrl(), text) }),
);
const line: fc.Arbitrary<Line> = fc.array(span, { maxLength: 5 });
const lines = fc.array(line, { maxLength: 40 });
const button = fc.record({
  label: text,
  payload: fc.oneof(fc.string({ maxLength: 1_800 }), fc.constant('p'.repeat(4_000))),
  opens: fc.constantFrom('reply' as const, 'form' as const),
});

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), lines }),
  fc.record({ kind: fc.constant('note' as const), lines }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: text, value: line }), { maxLength: 60 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(text, { maxLength: 30 }),
    rows: fc.array(fc.array(line, { maxLength: 30 }), { maxLength: 150 }),
  }),
  fc.record({
    kind: fc.constant('excerpt' as const),
    lines: fc.array(text, { maxLength: 80 }),
    firstLine: fc.nat(1_000_000),
    hits: fc.array(fc.nat(90), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    steps: fc.array(
      fc.record({
        label: text,
        state: fc.constantFrom('waiting', 'running', 'done', 'failed'),
        detail: text,
      }),
      { maxLength: 60 },
    ),
  }) as fc.Arbitrary<Block>,
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 120 }) }),
  fc.record({ kind: fc.constant('file' as const), name: text, content: text }),
);

/** Any reply at all. */
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constant('reply' as const),
  title: text,
  blocks: fc.array(anyBlock, { maxLength: 30 }),
});
