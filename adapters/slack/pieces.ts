import { clean, cut, excerptWindow, lineText, secondsSince, stepMarks } from '../../src/plain';
import type { Block, BlockOf, Line } from '../../src/reply';
import {
  maxContextCharacters,
  maxExcerptLines,
  maxLineCharacters,
  maxTableColumns,
  maxTableRows,
} from './limits';
import { richLine, type RichElement } from './text';

/** A part of a message that is shown whole or not at all. */
export type Piece =
  | { readonly kind: 'line'; readonly elements: readonly RichElement[] }
  | { readonly kind: 'pre'; readonly text: string }
  | { readonly kind: 'block'; readonly block: object; readonly size: number; readonly isTable?: true };

/** What a block is in Slack: pieces to show in place, and whether more of it belongs into a file. */
export interface Drawn {
  readonly pieces: readonly Piece[];
  readonly isCut?: boolean;
}

type Drawers = {
  readonly [Kind in Exclude<Block['kind'], 'buttons' | 'file'>]: (block: BlockOf<Kind>, now: Date) => Drawn;
};

const drawers: Drawers = {
  text: ({ lines }) => ({ pieces: lines.map(linePiece) }),
  fields: ({ fields }) => ({
    pieces: fields.map(({ label, value }) => linePiece([{ bold: `${label}: ` }, ...value])),
  }),
  table: ({ columns, rows }) => drawTable(columns, rows),
  excerpt: (block) => drawExcerpt(block),
  steps: ({ steps, since }, now) => ({
    pieces: [
      ...steps.map(({ label, state, detail }) =>
        linePiece([`${stepMarks[state]} ${label}${detail ? ` — ${detail}` : ''}`]),
      ),
      ...(since === undefined ? [] : [context([`${secondsSince(since, now)} s`])]),
    ],
  }),
  note: ({ lines }) => ({
    pieces: lines.some((line) => line.some((span) => typeof span === 'object' && 'link' in span))
      ? lines.map(linePiece)
      : [...contextOf(lines.filter((line) => !isCode(line))), ...lines.filter(isCode).map(linePiece)],
  }),
};

/** A block as pieces; buttons and files are drawn elsewhere. */
export function draw(block: Exclude<Block, { kind: 'buttons' | 'file' }>, now: Date): Drawn {
  // Each drawer takes the block of its own kind.
  return (drawers[block.kind] as Drawers['text'])(block as BlockOf<'text'>, now);
}

/** A line that is nothing but code is there to be copied: it stands alone. */
function linePiece(line: Line): Piece {
  const code = codeOf(line);
  if (code !== undefined) return { kind: 'pre', text: cut(clean(code), maxContextCharacters) };
  return { kind: 'line', elements: richLine(line) };
}

function codeOf(line: Line): string | undefined {
  const [code, ...more] = line.filter((span) => typeof span !== 'string' || span.trim() !== '');
  return more.length === 0 && typeof code === 'object' && 'code' in code ? code.code : undefined;
}

function isCode(line: Line): boolean {
  return codeOf(line) !== undefined;
}

function contextOf(lines: readonly Line[]): Piece[] {
  return lines.length > 0 ? [context(lines.map(lineText))] : [];
}

function context(lines: readonly string[]): Piece {
  const text = cut(clean(lines.join('\n')), maxContextCharacters) || ' ';
  const block = { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
  return { kind: 'block', block, size: text.length };
}

function drawTable(columns: readonly string[], rows: readonly (readonly Line[])[]): Drawn {
  const width = Math.min(columns.length, maxTableColumns);
  if (width === 0) return { pieces: [] };
  const shown = rows.slice(0, maxTableRows - 1);
  const table = [
    columns.map((each) => cell(each)),
    ...shown.map((row) => row.map((each) => cell(lineText(each)))),
  ];
  // Rows have to be as long as the first.
  const even = table.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? cell('')));
  const size = even.flat().reduce((sum, { text }) => sum + text.length, 0);
  const isCut = rows.length > shown.length || columns.length > width;
  const settings = columns.slice(0, width).map(() => ({ is_wrapped: true }));
  const block = { type: 'table', rows: even, column_settings: settings };
  return { pieces: [{ kind: 'block', block, size, isTable: true }], isCut };
}

function cell(text: string) {
  return { type: 'raw_text', text: cut(clean(text), maxLineCharacters) || ' ' };
}

/** Around the first hit, so many lines; what is left out is counted. */
function drawExcerpt(block: BlockOf<'excerpt'>): Drawn {
  const { from, shown, below } = excerptWindow(block, maxExcerptLines);
  const { lines, firstLine, hits } = block;
  const last = firstLine === undefined ? 0 : firstLine + from + shown.length;
  const text = shown.map((line, index) => {
    const at = from + index;
    const mark = hits ? (hits.includes(at) ? '> ' : '  ') : '';
    const number = firstLine === undefined ? '' : `${String(firstLine + at).padStart(String(last).length)} `;
    return `${mark}${number}${cut(clean(line), maxLineCharacters)}`;
  });
  const above = from > 0 ? [`… ${from} more lines above`] : [];
  const body = [...above, ...text, ...(below > 0 ? [`… ${below} more lines`] : [])].join('\n');
  return {
    pieces: [{ kind: 'pre', text: body || ' ' }],
    isCut: lines.length > shown.length || lines.some((line) => line.length > maxLineCharacters),
  };
}

export function sizeOf(piece: Piece): number {
  switch (piece.kind) {
    case 'line':
      return piece.elements.reduce(
        (sum, { text, ...rest }) => sum + text.length + ('url' in rest ? rest.url.length : 0),
        1,
      );
    case 'pre':
      return piece.text.length + 1;
    case 'block':
      return piece.size;
  }
}
