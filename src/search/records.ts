import { templateOf } from '../diagnose/records';
import type { Excerpt } from './excerpts';

/** What the first line of a record begins with: a time, a level, an address, a bracket. All else belongs to the line before. */
const beginning =
  /^(?:\W{0,2}\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|[IWEF]\d{4} \d\d:|\d\d:\d\d:\d\d|(?:ERROR|WARN|INFO|DEBUG|CRITICAL|FATAL)\b|\[|\{"|\d{1,3}(?:\.\d{1,3}){3} )/;

/** A whole log entry: its first line and what belongs to it, a traceback for instance. Indexes of an excerpt's lines. */
export interface Record {
  readonly from: number;
  /** Behind its last line. */
  readonly to: number;
  readonly isHit: boolean;
}

/** A line that begins with a time begins a record, and shows that the log has records. */
const dated = /^\W{0,2}(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)/;

export function recordsIn({ lines, hits }: Excerpt): Record[] {
  const starts = lines.flatMap((line, at) => (at === 0 || beginning.test(line) ? [at] : []));
  return starts.map((from, at) => {
    const to = starts[at + 1] ?? lines.length;
    return { from, to, isHit: hits.some((hit) => hit >= from && hit < to) };
  });
}

/**
 * An excerpt of whole records: a first one whose beginning was not read, and a last one of several lines that may go on
 * behind the context, are left out, unless they hold a hit. A log without any records stays as it is.
 */
export function wholeRecords(excerpt: Excerpt, after: number): Excerpt {
  const { lines, hits, firstLine } = excerpt;
  const records = recordsIn(excerpt);
  const first = records[0];
  const last = records.at(-1);
  const isDated = lines.some((line) => dated.test(line));
  const isCutBefore = isDated && first && !first.isHit && !beginning.test(lines[0] ?? '');
  const isFull = lines.length - 1 - (hits.at(-1) ?? 0) >= after;
  const isCutBehind = isDated && last && last !== first && !last.isHit && last.to - last.from > 1 && isFull;
  const from = isCutBefore && records.length > 1 ? first.to : 0;
  const to = isCutBehind ? last.from : lines.length;
  return {
    firstLine: firstLine === undefined ? undefined : firstLine + from,
    lines: lines.slice(from, to),
    hits: hits.filter((hit) => hit >= from && hit < to).map((hit) => hit - from),
  };
}

/** Records of one wording: the newest stands for all. */
export interface Folded {
  readonly lines: readonly string[];
  readonly firstLine: number | undefined;
  readonly hits: readonly number[];
  readonly count: number;
  /** First lines of the oldest and the newest of them. */
  readonly oldest: string;
}

/** Folds the hit records that say the same; what stands around them is that of the newest. Newest first. */
export function folded(excerpts: readonly Excerpt[]): Folded[] {
  const kinds = new Map<string, Folded>();
  for (const excerpt of excerpts) {
    const hits = recordsIn(excerpt).filter(({ isHit }) => isHit);
    const texts = hits.map(({ from, to }) => excerpt.lines.slice(from, Math.min(to, from + 3)).join('\n'));
    const key = [...new Set(texts.map((text) => templateOf(text)))].join('|');
    const known = kinds.get(key);
    kinds.delete(key);
    kinds.set(key, {
      lines: excerpt.lines,
      firstLine: excerpt.firstLine,
      hits: excerpt.hits,
      count: (known?.count ?? 0) + hits.length,
      oldest: known?.oldest ?? excerpt.lines[hits[0]?.from ?? 0] ?? '',
    });
  }
  return [...kinds.values()].reverse();
}
