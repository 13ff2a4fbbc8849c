/** Lines of a log around hits. */
export interface Excerpt {
  /** Number of its first line in the file, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Indexes of the hits among the lines, from 0. */
  readonly hits: readonly number[];
}

/** Reads what `grep -n` prints: `12:hit`, `13-context`, `--` between groups. A line of another form ends a group. */
export function excerptsIn(output: string): Excerpt[] {
  const excerpts: { firstLine: number; lines: string[]; hits: number[] }[] = [];
  let next: number | undefined;
  for (const line of output.replace(/\n$/, '').split('\n')) {
    const parts = /^(\d+)([:-])(.*)$/s.exec(line);
    const number = Number(parts?.[1]);
    if (!parts) {
      next = undefined;
      continue;
    }
    if (number !== next) excerpts.push({ firstLine: number, lines: [], hits: [] });
    const excerpt = excerpts.at(-1);
    if (parts[2] === ':') excerpt?.hits.push(excerpt.lines.length);
    excerpt?.lines.push(parts[3] ?? '');
    next = number + 1;
  }
  return excerpts;
}
