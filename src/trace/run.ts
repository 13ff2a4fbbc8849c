import type { DateTime } from 'luxon';
import type { CommandOf } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Node } from '../nodes/schema';
import type { LogPlace, RemoteLogs, Way, Window } from '../ports';
import { bounds } from '../search/run';
import { rootsOf } from '../search/target';
import { windowAround } from '../search/time';
import type { Span } from './beside';
import { logsOn, placesOf } from './places';
import { nothing, together, tracedOf, type Traced } from './traced';

/** Lines around a hit that may be its record's; hits of a log that are read; a trace reads more logs and takes longer. */
const limits = { before: 30, after: 40, maxHits: 300, maxBytes: 1_048_576, seconds: 40 } as const;
/** A node, and the way to its logs. */
export interface Reach {
  readonly node: Node;
  readonly way: Way;
  readonly remote: RemoteLogs;
  readonly signal: AbortSignal;
}

/** Reads every log of the request's stage, or all of the node's, for its id. */
export async function traceOn(
  reach: Reach,
  command: CommandOf<'trace'>,
  time: DateTime | undefined,
  catalog: Catalog,
): Promise<Traced> {
  const targets = logsOn(reach.node, command, catalog);
  const places = await placesOf(targets, command, time, reach);
  if ('kind' in places) return nothing(reach.node, [], places);
  const window = time && windowAround(time, command.around);
  return { ...(await readFor([command.id], places.places, window, reach)), unread: places.unread };
}

/** Reads the same files for further ids, around the time of the request's own records. */
export function followOn(reach: Reach, own: Traced, ids: readonly string[], span: Span): Promise<Traced> {
  return readFor(ids, own.places, windowAround(span.time, span.around), reach);
}

async function readFor(
  texts: readonly string[],
  places: readonly LogPlace[],
  window: Window | undefined,
  { node, way, remote, signal }: Reach,
): Promise<Traced> {
  const query = {
    ...bounds,
    ...limits,
    roots: rootsOf(node),
    texts,
    isRegex: false,
    ignoresCase: false,
    window,
  };
  const parts = await Promise.all(
    shared(places, node.concurrency).map(async (files) =>
      tracedOf(node, files, await remote.search(way, { ...query, files }, signal)),
    ),
  );
  return together(node, places, parts);
}

/** Files in as many parts as a node may read at once: grep keeps one processor busy, and waits for one disk. */
function shared(places: readonly LogPlace[], count: number): LogPlace[][] {
  const parts = Array.from({ length: Math.min(count, places.length) }, (): LogPlace[] => []);
  places.forEach((file, at) => parts[at % parts.length]?.push(file));
  return parts;
}
