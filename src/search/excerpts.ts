/** Lines of a log around hits. */
export interface Excerpt {
  /** Number of its first line in the file, from 1; none where the lines before were not counted. */
  readonly firstLine: number | undefined;
  readonly lines: readonly string[];
  /** Indexes of the hits among the lines, from 0. */
  readonly hits: readonly number[];
}

/** Reads what `grep -n` prints, `12:hit` and `13-context`; lines whose numbers do not follow begin an excerpt of their own. */
export function excerptsIn(output: string, isNumbered = true): Excerpt[] {
  const excerpts: { firstLine: number | undefined; lines: string[]; hits: number[] }[] = [];
  let next: number | undefined;
  for (const line of output.split('\n')) {
    const parts = /^(\d+)([:-])(.*)$/s.exec(line);
    if (!parts) continue;
    const number = Number(parts[1]);
    if (number !== next) excerpts.push({ firstLine: isNumbered ? number : undefined, lines: [], hits: [] });
    const excerpt = excerpts.at(-1);
    if (parts[2] === ':') excerpt?.hits.push(excerpt.lines.length);
    // Windows ends its lines with two characters.
    excerpt?.lines.push((parts[3] ?? '').replace(/\r$/, ''));
    next = number + 1;
  }
  return excerpts.filter(({ hits }) => hits.length > 0);
}
