import type { Block, BlockOf, Button, Line, Reply, Span } from '../../src/reply';
import { maxExcerptLines, maxTableRows } from './limits';
import { padded, plainStyle, printable, stringWidth, wrapped, type Style } from './style';

/** A Reply as lines of at most so many columns. Buttons are numbered from 1 through the whole reply. Never throws. */
export function render(reply: Reply, style: Style = plainStyle, columns = Infinity): string {
  const headline = reply.tone === 'failure' ? style.failure : style.bold;
  const title = reply.title === undefined ? [] : [headline(wrapped(printable(reply.title), columns))];
  let firstButton = 1;
  const blocks = reply.blocks.flatMap((block) => {
    const lines = renderBlock(block, { style, columns, firstButton });
    if (block.kind === 'buttons') firstButton += block.buttons.length;
    return lines;
  });
  return [...title, ...blocks].join('\n');
}

/** The buttons of a reply in the order of their numbers. */
export function buttonsOf(reply: Reply): Button[] {
  return reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
}

interface Screen {
  readonly style: Style;
  readonly columns: number;
  readonly firstButton: number;
}

type Renderers = { readonly [Kind in Block['kind']]: (block: BlockOf<Kind>, screen: Screen) => string[] };

const renderers: Renderers = {
  text: ({ lines }, { style, columns }) => lines.map((line) => fitted(line, style, columns)),
  fields: ({ fields }, { style }) => {
    const width = Math.max(0, ...fields.map(({ label }) => stringWidth(printable(label))));
    return fields.map(
      ({ label, value }) => `${style.dim(padded(printable(label), width))}  ${lineText(value, style)}`,
    );
  },
  table: ({ columns, rows }, screen) => renderTable(columns, rows, screen),
  excerpt: (block, { style }) => renderExcerpt(block, style),
  steps: ({ steps }, { style }) => {
    const marks = { waiting: '·', running: '▸', done: '✓', failed: '✗' };
    return steps.map(
      ({ label, state, detail }) =>
        `${marks[state]} ${printable(label)}${detail ? style.dim(`  ${printable(detail)}`) : ''}`,
    );
  },
  buttons: ({ buttons }, { firstButton, columns }) =>
    rowsOf(
      buttons.map(({ label }, index) => `[${firstButton + index}] ${printable(label)}`),
      columns,
    ),
  note: ({ lines }, { style, columns }) => lines.map((line) => style.dim(fitted(line, plainStyle, columns))),
  file: ({ name, content }, { style }) => [
    style.dim(`— ${printable(name)} —`),
    ...(typeof content === 'string' ? excerptLines(content.split('\n')) : [`${content.length} bytes 字节`]),
  ],
};

function renderBlock(block: Block, screen: Screen): string[] {
  // Each renderer takes the block of its own kind.
  return (renderers[block.kind] as Renderers['text'])(block as BlockOf<'text'>, screen);
}

/** A line broken at words, but never where code stands: it is there to be copied. */
function fitted(line: Line, style: Style, columns: number): string {
  const holdsCode = line.some((span) => typeof span === 'object' && 'code' in span);
  return holdsCode ? lineText(line, style) : wrapped(lineText(line, style), columns);
}

/** Labels side by side, as many as fit a row. */
function rowsOf(labels: readonly string[], columns: number): string[] {
  return labels.reduce<string[]>((rows, label) => {
    const last = rows.at(-1);
    const joined = last === undefined ? label : `${last}  ${label}`;
    return last !== undefined && stringWidth(joined) > columns
      ? [...rows, label]
      : [...rows.slice(0, -1), joined];
  }, []);
}

function lineText(line: Line, style: Style): string {
  return line.map((span) => spanText(span, style)).join('');
}

function spanText(span: Span, style: Style): string {
  if (typeof span === 'string') return printable(span);
  if ('code' in span) return printable(span.code);
  if ('bold' in span) return style.bold(printable(span.bold));
  return span.link === span.url ? printable(span.url) : `${printable(span.link)} <${printable(span.url)}>`;
}

/** Columns side by side, or one under the other where the screen is too narrow for them. */
function renderTable(
  heads: readonly string[],
  rows: BlockOf<'table'>['rows'],
  { style, columns }: Screen,
): string[] {
  const shown = rows.slice(0, maxTableRows).map((row) => row.map((cell) => lineText(cell, plainStyle)));
  const widths = heads.map((head, at) =>
    Math.max(stringWidth(printable(head)), ...shown.map((row) => stringWidth(row[at] ?? ''))),
  );
  const more = leftOut(rows.length - shown.length, 'rows');
  if (widths.reduce((sum, width) => sum + width + 2, 0) > columns)
    return [...shown.flatMap((row) => stacked(heads, row, style)), ...more];
  const fit = (cells: readonly string[]) =>
    cells
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [style.dim(fit(heads.map(printable))), ...shown.map(fit), ...more];
}

function stacked(heads: readonly string[], row: readonly string[], style: Style): string[] {
  const [first = '', ...cells] = row;
  const rest = cells.map((cell, at) => `${style.dim(printable(heads[at + 1] ?? ''))} ${cell}`).join(' · ');
  return [...(first === '' ? [] : [style.bold(first)]), `  ${rest}`];
}

function renderExcerpt({ lines, firstLine, hits }: BlockOf<'excerpt'>, style: Style): string[] {
  const width = firstLine === undefined ? 0 : String(firstLine + lines.length).length;
  const numbered = lines.map((line, at) => {
    const isHit = hits?.includes(at) === true;
    const number = firstLine === undefined ? '' : `${String(firstLine + at).padStart(width)} `;
    const text = `${hits ? (isHit ? '> ' : '  ') : '  '}${number}${printable(line)}`;
    return isHit ? style.bold(text) : text;
  });
  return [...numbered.slice(0, maxExcerptLines), ...leftOut(lines.length - maxExcerptLines, 'lines')];
}

function excerptLines(lines: readonly string[]): string[] {
  return [
    ...lines.slice(0, maxExcerptLines).map(printable),
    ...leftOut(lines.length - maxExcerptLines, 'lines'),
  ];
}

function leftOut(count: number, what: string): string[] {
  return count > 0 ? [`… ${count} more ${what}`] : [];
}
