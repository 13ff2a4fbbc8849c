import type { Block, BlockOf, Reply } from '../../src/reply';
import { lineText } from './text';

type Writers = { readonly [Kind in Block['kind']]: (block: BlockOf<Kind>) => readonly string[] };

const writers: Writers = {
  text: ({ lines }) => lines.map(lineText),
  note: ({ lines }) => lines.map(lineText),
  fields: ({ fields }) => fields.map(({ label, value }) => `${label}: ${lineText(value)}`),
  table: ({ columns, rows }) => [columns.join('\t'), ...rows.map((row) => row.map(lineText).join('\t'))],
  excerpt: ({ lines, firstLine, hits }) =>
    lines.map((line, at) => {
      const number = firstLine === undefined ? '' : `${firstLine + at} `;
      return `${hits?.includes(at) ? '> ' : '  '}${number}${line}`;
    }),
  steps: ({ steps }) => steps.map(({ label, state }) => `${label}: ${state}`),
  buttons: () => [],
  file: ({ name }) => [`(${name})`],
};

/** A whole reply as a text file. */
export function wholeText({ title, blocks }: Reply): string {
  // Each writer takes the block of its own kind.
  const lines = blocks.flatMap((block) => [
    ...(writers[block.kind] as Writers['text'])(block as BlockOf<'text'>),
    '',
  ]);
  return [...(title === undefined ? [] : [title, '']), ...lines].join('\n');
}
