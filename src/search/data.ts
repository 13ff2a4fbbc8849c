import type { Searched } from './run';
import { hitsShown, type Read } from './read';

/** A search as --json prints it. */
export function searchData(read: readonly Read[], ids: readonly string[]) {
  return { targets: read.map(dataOf), ids };
}

function dataOf(each: Read) {
  const { target, path, outcome, excerpts, cases, repeat, unread } = each;
  return {
    node: target.node.name,
    zone: target.node.timeZone,
    log: target.log?.id ?? null,
    path,
    outcome: outcome.kind,
    warnings: 'warnings' in outcome ? outcome.warnings : [],
    read: rangeOf(each),
    hits: 'hits' in outcome ? outcome.hits : 0,
    hitsShown: hitsShown(each),
    excerpts: excerpts.map(({ firstLine, lines, hits }) => ({ firstLine: firstLine ?? null, lines, hits })),
    cases,
    notRead: unread,
    repeat,
  };
}

/** Bytes read, from where to where, and how; with a time also which times. */
function rangeOf({ outcome, time }: Searched) {
  if (!('read' in outcome)) return null;
  const { how, from, to } = outcome.read;
  return { bytes: Math.max(0, to - from), from, to, how, ...(time ? { at: time.toISO() } : {}) };
}
