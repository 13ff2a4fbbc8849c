import { cut, lineText, secondsSince, stepMarks } from '../../src/plain';
import type { Block, BlockOf, Line } from '../../src/reply';
import { drawExcerpt, drawFile } from './excerpt';
import { rich, subtle, type Drawn, type Element, type How } from './element';
import { maxLineCharacters, maxTableColumns, maxTableRows } from './limits';

type Shown = Exclude<Block, { kind: 'buttons' }>;
type Drawers = { readonly [Kind in Shown['kind']]: (block: BlockOf<Kind>, how: How) => Drawn };

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
  file: drawFile,
};

/** A block as elements of a card; buttons are drawn elsewhere. */
export function draw(block: Shown, how: How): Drawn {
  // Each drawer takes the block of its own kind.
  return (drawers[block.kind] as Drawers['text'])(block as BlockOf<'text'>, how);
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
