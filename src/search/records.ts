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

/** Hit records of one wording. */
export interface Kind {
  readonly count: number;
  /** First lines of the oldest and the newest of them. */
  readonly oldest: string;
  readonly newest: string;
}

/** What there is to show of excerpts: the newest that hold each kind of hit, and how often each kind came. */
export interface Folded {
  /** Newest first. */
  readonly excerpts: readonly Excerpt[];
  /** The kinds that came more than once. */
  readonly repeated: readonly Kind[];
}

/** Folds the hit records that say the same: each kind is shown once, in its newest excerpt, and counted. */
export function folded(excerpts: readonly Excerpt[]): Folded {
  const kinds = new Map<string, Kind>();
  const shown: Excerpt[] = [];
  for (const excerpt of [...excerpts].reverse()) {
    const records = recordsIn(excerpt)
      .filter(({ isHit }) => isHit)
      .reverse();
    const isNew = records.map((record) => counted(kinds, excerpt, record)).includes(true);
    if (isNew) shown.push(excerpt);
  }
  return { excerpts: shown, repeated: [...kinds.values()].filter(({ count }) => count > 1) };
}

/** Counts a record, newest first; true for the first of its kind. */
function counted(kinds: Map<string, Kind>, { lines }: Excerpt, { from, to }: Record): boolean {
  const first = lines[from] ?? '';
  const key = templateOf(lines.slice(from, Math.min(to, from + 3)).join(' '));
  const known = kinds.get(key);
  kinds.set(key, { count: (known?.count ?? 0) + 1, oldest: first, newest: known?.newest ?? first });
  return known === undefined;
}
