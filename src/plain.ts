import type { Block, BlockOf, Line, Reply } from './reply';

/* What is shown, as plain text: for notifications, files, and places that know no markup. */

/** Text without control characters and characters that turn the reading direction; tabs become spaces. */
export function clean(text: string): string {
  return text
    .replaceAll('\t', '    ')
    .replace(
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
      '\uFFFD',
    )
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/** A text of at most so many UTF-16 units, no character cut in half. */
export function cut(text: string, most: number): string {
  const characters = text.length <= most ? [] : Array.from(text);
  if (text.length <= most) return text;
  const short = characters.slice(0, most - 1).join('');
  // Characters beyond the basic plane count twice for Slack.
  return short.length < most
    ? `${short}…`
    : `${Array.from(short.slice(0, most - 2))
        .slice(0, -1)
        .join('')}…`;
}

/** A line as it is read aloud, or searched for. */
export function lineText(line: Line): string {
  return line
    .map((span) =>
      typeof span === 'string' ? span : 'code' in span ? span.code : 'bold' in span ? span.bold : span.link,
    )
    .join('');
}

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

/** How the state of a step is marked, beside its word. */
export const stepMarks = { waiting: '·', running: '▸', done: '✓', failed: '✗' };

/** Whole seconds since a time, ISO 8601; 0 for what is none. */
export function secondsSince(since: string, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1_000)) || 0;
}

/** So many lines of an excerpt around its first hit: from where, and how many more stand below. */
export function excerptWindow({ lines, hits }: BlockOf<'excerpt'>, most: number) {
  const lead = Math.floor(most / 3);
  const from = Math.max(0, Math.min((hits?.[0] ?? 0) - lead, lines.length - most));
  const shown = lines.slice(from, from + most);
  return { from, shown, below: lines.length - from - shown.length };
}
