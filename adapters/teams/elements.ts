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
type Drawers = { readonly [Kind in Shown['kind']]: (block: BlockOf<Kind>, now: Date) => Drawn };

const drawers: Drawers = {
  text: ({ lines }) => ({ elements: lines.map((line) => rich(line)) }),
  fields: ({ fields }) => ({
    elements: fields.map(({ label, value }) => rich([{ bold: `${label}: ` }, ...value])),
  }),
  table: ({ columns, rows }) => drawTable(columns, rows),
  excerpt: (block) => drawExcerpt(block),
  steps: ({ steps, since }, now) => ({
    elements: [
      ...steps.map(({ label, state, detail }) =>
        rich([`${stepMarks[state]} ${label}${detail ? ` — ${detail}` : ''}`]),
      ),
      ...(since === undefined ? [] : [subtle([`${secondsSince(since, now)} s`])]),
    ],
  }),
  note: ({ lines }) => ({ elements: lines.map(subtle) }),
  file: ({ name, content }) => {
    if (typeof content !== 'string')
      return { elements: [subtle([`${name} · ${content.length} bytes 字节`])] };
    const drawn = drawExcerpt({ kind: 'excerpt', lines: content.split('\n') });
    return { ...drawn, elements: [subtle([name]), ...drawn.elements] };
  },
};

/** A block as elements of a card; buttons are drawn elsewhere. */
export function draw(block: Shown, now: Date): Drawn {
  // Each drawer takes the block of its own kind.
  return (drawers[block.kind] as Drawers['text'])(block as BlockOf<'text'>, now);
}

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

/** Around the first hit, so many lines; what is left out is counted. Where no code block can be drawn, monospace lines. */
function drawExcerpt(block: BlockOf<'excerpt'>): Drawn {
  const { from, shown, below } = excerptWindow(block, maxExcerptLines);
  const { lines, firstLine, hits } = block;
  const marked = shown.map((line, index) => {
    const at = from + index;
    const mark = hits ? (hits.includes(at) ? '> ' : '  ') : '';
    const number = firstLine === undefined ? '' : `${firstLine + at} `;
    return `${mark}${number}${cut(clean(line), maxLineCharacters)}`;
  });
  const text = [
    ...(from > 0 ? [`… ${from} more lines above`] : []),
    ...marked,
    ...(below > 0 ? [`… ${below} more lines`] : []),
  ];
  return {
    elements: [codeBlock(text)],
    isCut: lines.length > shown.length || lines.some((line) => line.length > maxLineCharacters),
  };
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
