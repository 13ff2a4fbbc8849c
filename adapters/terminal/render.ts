import type { Block, BlockOf, Button, Line, Reply, Span } from '../../src/reply';
import { maxExcerptLines, maxTableRows } from './limits';
import { padded, plainStyle, printable, stringWidth, type Style } from './style';

/** A Reply as lines of text. Buttons are numbered from 1 through the whole reply. Never throws. */
export function render(reply: Reply, style: Style = plainStyle): string {
  const headline = reply.tone === 'failure' ? style.failure : style.bold;
  const title = reply.title === undefined ? [] : [headline(printable(reply.title))];
  let firstButton = 1;
  const blocks = reply.blocks.flatMap((block) => {
    const lines = renderBlock(block, style, firstButton);
    if (block.kind === 'buttons') firstButton += block.buttons.length;
    return lines;
  });
  return [...title, ...blocks].join('\n');
}

/** The buttons of a reply in the order of their numbers. */
export function buttonsOf(reply: Reply): Button[] {
  return reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
}

type Renderers = {
  readonly [Kind in Block['kind']]: (block: BlockOf<Kind>, style: Style, firstButton: number) => string[];
};

const renderers: Renderers = {
  text: ({ lines }, style) => lines.map((line) => lineText(line, style)),
  fields: ({ fields }, style) => {
    const width = Math.max(0, ...fields.map(({ label }) => stringWidth(printable(label))));
    return fields.map(
      ({ label, value }) => `${style.dim(padded(printable(label), width))}  ${lineText(value, style)}`,
    );
  },
  table: renderTable,
  excerpt: renderExcerpt,
  steps: ({ steps }, style) => {
    const marks = { waiting: '·', running: '▸', done: '✓', failed: '✗' };
    return steps.map(
      ({ label, state, detail }) =>
        `${marks[state]} ${printable(label)}${detail ? style.dim(`  ${printable(detail)}`) : ''}`,
    );
  },
  buttons: ({ buttons }, _, firstButton) => [
    buttons.map(({ label }, index) => `[${firstButton + index}] ${printable(label)}`).join('  '),
  ],
  note: ({ lines }, style) => lines.map((line) => style.dim(lineText(line, plainStyle))),
  file: ({ name, content }, style) => [
    style.dim(`— ${printable(name)} —`),
    ...excerptLines(content.split('\n')),
  ],
};

function renderBlock(block: Block, style: Style, firstButton: number): string[] {
  // Each renderer takes the block of its own kind.
  return (renderers[block.kind] as Renderers['text'])(block as BlockOf<'text'>, style, firstButton);
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

function renderTable({ columns, rows }: BlockOf<'table'>, style: Style): string[] {
  const shown = rows.slice(0, maxTableRows).map((row) => row.map((cell) => lineText(cell, plainStyle)));
  const widths = columns.map((column, at) =>
    Math.max(stringWidth(printable(column)), ...shown.map((row) => stringWidth(row[at] ?? ''))),
  );
  const fit = (cells: readonly string[]) =>
    cells
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    style.dim(fit(columns.map(printable))),
    ...shown.map(fit),
    ...leftOut(rows.length - shown.length, 'rows'),
  ];
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
