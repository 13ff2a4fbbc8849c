import { clean, cut, excerptWindow, lineText, secondsSince, stepMarks } from '../../src/plain';
import type { Block, BlockOf, Line } from '../../src/reply';
import { maxExcerptLines, maxLineCharacters, maxTableColumns, maxTableRows } from './limits';
import { runsOf } from './text';

/** An element of an Adaptive Card, as plain JSON. */
export type Element = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Drawn {
  readonly elements: readonly Element[];
  readonly isCut?: boolean;
}

type Shown = Exclude<Block, { kind: 'buttons' }>;
type Drawers = { readonly [Kind in Shown['kind']]: (block: BlockOf<Kind>, how: How) => Drawn };

/** How a block is drawn: when, which of the reply's it is, and what can be done with it. */
export interface How {
  readonly now: Date;
  readonly index: number;
  /** The first line of the page that is shown of it, from 0; that around the first hit where it is left out. */
  readonly from?: number | undefined;
  /** It cannot be leafed through, nor had as a file. */
  readonly isStill?: boolean | undefined;
}

const drawers: Drawers = {
  text: ({ lines }) => ({ elements: lines.map((line) => rich(line)) }),
  fields: ({ fields }) => ({
    elements: fields.map(({ label, value }) => rich([{ bold: `${label}: ` }, ...value])),
  }),
  table: ({ columns, rows }) => drawTable(columns, rows),
  excerpt: drawExcerpt,
  steps: ({ steps, since }, { now }) => ({
    elements: [
      ...steps.map(({ label, state, detail }) =>
        rich([`${stepMarks[state]} ${label}${detail ? ` — ${detail}` : ''}`]),
      ),
      ...(since === undefined ? [] : [subtle([`${secondsSince(since, now)} s`])]),
    ],
  }),
  note: ({ lines }) => ({ elements: lines.map(subtle) }),
  file: ({ name, content }, how) => {
    if (typeof content !== 'string')
      return { elements: [subtle([`${name} · ${content.length} bytes → ${ownChat}`])] };
    const drawn = drawExcerpt({ kind: 'excerpt', lines: content.split('\n') }, how);
    const asFile = how.isStill ? [] : [actionSet([fileAction(how.index)])];
    return { ...drawn, elements: [subtle([name]), ...drawn.elements, ...asFile] };
  },
};

/** A block as elements of a card; buttons are drawn elsewhere. */
export function draw(block: Shown, how: How): Drawn {
  // Each drawer takes the block of its own kind.
  return (drawers[block.kind] as Drawers['text'])(block as BlockOf<'text'>, how);
}

/** Bytes cannot be shown: they are handed over where only their asker reads. */
const ownChat = 'our chat 私聊';

function rich(line: Line): Element {
  return { type: 'RichTextBlock', inlines: runsOf(line), spacing: 'None' };
}

function subtle(line: Line): Element {
  return {
    type: 'RichTextBlock',
    inlines: runsOf(line).map((run) => ({ ...run, isSubtle: true })),
    spacing: 'Small',
  };
}

function drawTable(columns: readonly string[], rows: readonly (readonly Line[])[]): Drawn {
  const width = Math.min(columns.length, maxTableColumns);
  if (width === 0) return { elements: [] };
  const shown = rows.slice(0, maxTableRows);
  const even = [columns.map((each): Line => [each]), ...shown].map((row) => ({
    type: 'TableRow',
    cells: Array.from({ length: width }, (_, at) => cell(row[at] ?? [''])),
  }));
  const table: Element = {
    type: 'Table',
    columns: Array.from({ length: width }, () => ({ width: 1 })),
    firstRowAsHeaders: true,
    rows: even,
  };
  const more = rows.length - shown.length;
  return {
    elements: [table, ...(more > 0 ? [subtle([`… ${more} more rows`])] : [])],
    isCut: more > 0 || columns.length > width,
  };
}

function cell(line: Line) {
  return { type: 'TableCell', items: [rich([cut(lineText(line), maxLineCharacters)])] };
}

/** Around the first hit, or from a given line, so many lines; what is left out is counted, and can be leafed to. */
function drawExcerpt(block: BlockOf<'excerpt'>, { index, from: wanted, isStill }: How): Drawn {
  const { lines, firstLine, hits } = block;
  const { from, shown, below } = windowOf(block, wanted);
  const marked = shown.map((line, offset) => {
    const at = from + offset;
    const mark = hits ? (hits.includes(at) ? '> ' : '  ') : '';
    const number = firstLine === undefined ? '' : `${firstLine + at} `;
    return `${mark}${number}${cut(clean(line), maxLineCharacters)}`;
  });
  const text = [
    ...(from > 0 ? [`… ${from} more lines above`] : []),
    ...marked,
    ...(below > 0 ? [`… ${below} more lines`] : []),
  ];
  const leaves = isStill ? [] : leavesOf(index, from, lines.length);
  return {
    elements: [codeBlock(text), ...(leaves.length > 0 ? [actionSet(leaves)] : [])],
    isCut: lines.length > shown.length || lines.some((line) => line.length > maxLineCharacters),
  };
}

function windowOf(block: BlockOf<'excerpt'>, wanted: number | undefined) {
  if (wanted === undefined) return excerptWindow(block, maxExcerptLines);
  const last = Math.max(0, block.lines.length - 1);
  const from = Math.min(Math.max(0, Math.trunc(wanted) || 0), last);
  const shown = block.lines.slice(from, from + maxExcerptLines);
  return { from, shown, below: block.lines.length - from - shown.length };
}

/** The buttons to the pages before and after. */
function leavesOf(index: number, from: number, count: number): object[] {
  const leaf = (to: number, end: number, before: string, after: string) => ({
    type: 'Action.Execute',
    title: `${before}${to + 1}–${end} / ${count}${after}`,
    verb: 'page',
    data: { page: index, from: to },
  });
  const next = from + maxExcerptLines;
  const previous = Math.max(0, from - maxExcerptLines);
  return [
    ...(from > 0 ? [leaf(previous, from, '◂ ', '')] : []),
    ...(next < count ? [leaf(next, Math.min(next + maxExcerptLines, count), '', ' ▸')] : []),
  ];
}

/** Hands a file over in the presser's own chat; the whole answer where no block is named. */
export function fileAction(index: number): object {
  const title = index === wholeAnswer ? 'Whole answer as a file 完整回答' : 'As a file 取文件';
  return { type: 'Action.Execute', title, verb: 'file', data: { file: index } };
}
export const wholeAnswer = -1;

function actionSet(actions: readonly object[]): Element {
  return { type: 'ActionSet', actions };
}

function codeBlock(lines: readonly string[]): Element {
  const fallback = {
    type: 'Container',
    items: lines.map((line) => ({
      type: 'RichTextBlock',
      spacing: 'None',
      inlines: [{ type: 'TextRun', text: line || ' ', fontType: 'Monospace' }],
    })),
  };
  return { type: 'CodeBlock', codeSnippet: lines.join('\n') || ' ', language: 'PlainText', fallback };
}
