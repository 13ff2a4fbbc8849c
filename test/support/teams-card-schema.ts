import { z } from 'zod';

/*
 * The part of Adaptive Cards 1.5 that the bot's cards are made of, strictly: an unknown element, property or value is a mistake.
 * No npm package carries the whole schema. `CodeBlock` and `msteams` are Teams' own.
 */

const spacing = z.enum(['None', 'Small']);
const text = z.string().min(1);

const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text,
  weight: z.literal('Bolder').optional(),
  fontType: z.literal('Monospace').optional(),
  color: z.literal('Attention').optional(),
  isSubtle: z.literal(true).optional(),
  selectAction: z.strictObject({ type: z.literal('Action.OpenUrl'), url: z.url() }).optional(),
});
const richText = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(textRun).min(1),
  spacing: spacing.optional(),
});
const container = z.strictObject({ type: z.literal('Container'), items: z.array(richText).min(1) });
const codeBlock = z.strictObject({
  type: z.literal('CodeBlock'),
  codeSnippet: text,
  language: z.literal('PlainText'),
  fallback: container,
});

const data = z.record(z.string(), z.unknown());
const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  title: text,
  verb: z.enum(['press', 'page', 'file']),
  data,
});
const submit = z.strictObject({ type: z.literal('Action.Submit'), title: text, data });
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z
    .array(z.discriminatedUnion('type', [execute, submit]))
    .min(1)
    .max(5),
});

const cell = z.strictObject({ type: z.literal('TableCell'), items: z.array(richText) });
const table = z
  .strictObject({
    type: z.literal('Table'),
    columns: z.array(z.strictObject({ width: z.literal(1) })).min(1),
    rows: z.array(z.strictObject({ type: z.literal('TableRow'), cells: z.array(cell) })),
  })
  .refine(({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length), 'an uneven row');

const id = z.string().regex(/^(?:field|choice):/);
const textInput = z.strictObject({
  type: z.literal('Input.Text'),
  id,
  label: text,
  value: z.string(),
  isMultiline: z.boolean(),
  maxLength: z.int().positive(),
});
const choiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  id,
  label: text,
  value: text,
  choices: z.array(z.strictObject({ title: text, value: text })).min(1),
});

/** A card of the bot's. */
export const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  body: z.array(z.discriminatedUnion('type', [richText, codeBlock, actionSet, table, textInput, choiceSet])),
  msteams: z.strictObject({ width: z.literal('Full') }),
});
