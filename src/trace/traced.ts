import type { Node } from '../nodes/schema';
import type { Clock, LogPlace, RunFailure, SearchResult } from '../ports';
import { redactLines } from '../redact/lines';
import { excerptsIn } from '../search/excerpts';
import { eventsIn, type Event } from './events';
import type { ReadLog } from './findings';

/** What a node told of a request. */
export interface Traced {
  readonly node: Node;
  /** The files that were to be read. */
  readonly places: readonly LogPlace[];
  readonly events: readonly Event[];
  readonly read: readonly ReadLog[];
  /** Logs that could not be read, each with its outcome; or the node as a whole. */
  readonly failed: readonly { readonly log: string; readonly kind: string }[];
  /** Logs with more records than a trace reads, and how many those are. */
  readonly cut: readonly { readonly log: string; readonly hits: number }[];
  /** Files of the same logs that were not read. */
  readonly unread: readonly string[];
  readonly failure: RunFailure | undefined;
  readonly clock: Clock | undefined;
}

/** What several searches of one node told. */
export function together(node: Node, places: readonly LogPlace[], parts: readonly Traced[]): Traced {
  return {
    node,
    places,
    events: parts.flatMap(({ events }) => events),
    read: parts.flatMap(({ read }) => read),
    failed: parts.flatMap(({ failed }) => failed),
    cut: parts.flatMap(({ cut }) => cut),
    unread: parts.flatMap(({ unread }) => unread),
    failure: parts.find(({ failure }) => failure)?.failure,
    clock: parts.find(({ clock }) => clock)?.clock,
  };
}

/** What one search told, its secrets masked. */
export function tracedOf(node: Node, places: readonly LogPlace[], result: SearchResult): Traced {
  if (result.kind !== 'searched') return nothing(node, places, result);
  const { clock, files } = result;
  const named = files.map((outcome, at) => ({ outcome, log: places[at]?.log ?? '' }));
  const events = named.flatMap(({ outcome, log }) => {
    if (!('output' in outcome)) return [];
    const excerpts = excerptsIn(outcome.output, outcome.isNumbered).map((excerpt) => ({
      ...excerpt,
      lines: redactLines(excerpt.lines),
    }));
    return eventsIn(excerpts, { node: node.name, log, zone: node.timeZone, clock });
  });
  return {
    node,
    places,
    events,
    clock,
    failure: undefined,
    read: named.flatMap(({ outcome, log }) =>
      'output' in outcome ? [{ log, changed: outcome.before.changed }] : [],
    ),
    cut: named.flatMap(({ outcome, log }) =>
      'output' in outcome && outcome.isCut ? [{ log, hits: outcome.hits }] : [],
    ),
    unread: [],
    failed: named.flatMap(({ outcome, log }) => ('output' in outcome ? [] : [{ log, kind: outcome.kind }])),
  };
}

/** A node that told nothing. */
export function nothing(node: Node, places: readonly LogPlace[], failure: RunFailure): Traced {
  return { node, places, events: [], read: [], failed: [], cut: [], unread: [], failure, clock: undefined };
}
