import { DateTime } from 'luxon';
import type { CommandOf } from '../command';
import { factsOf } from '../diagnose/facts';
import { partsOf, type Catalog } from '../knowledge/catalog';
import type { Node } from '../nodes/schema';
import type { Clock, LogPlace, RemoteLogs, RunFailure, SearchResult, Way, Window } from '../ports';
import { redactLines } from '../redact/lines';
import { excerptsIn } from '../search/excerpts';
import { beginningOf, chosen, filesOf, isTemplate } from '../search/files';
import { bounds } from '../search/run';
import { rootsOf, targetsOf, type Target } from '../search/target';
import { windowAround } from '../search/time';
import { eventsIn, type Event } from './events';
import type { ReadLog } from './findings';

/** Lines behind a hit that may be its traceback; hits of a log that are read; a trace reads more logs and takes longer. */
const limits = { before: 0, after: 40, maxHits: 300, seconds: 40 } as const;
/** Files of a node that one trace reads at most. */
const mostFiles = 60;
/** Further ids that are followed, and how far around the request's own records, in seconds. */
const mostFollowed = 6;
const followedAround = 120;

/** What a node told of a request. */
export interface Traced {
  readonly node: Node;
  /** The files that were to be read. */
  readonly places: readonly LogPlace[];
  readonly events: readonly Event[];
  readonly read: readonly ReadLog[];
  /** Logs that could not be read, each with its outcome; or the node as a whole. */
  readonly failed: readonly { readonly log: string; readonly kind: string }[];
  readonly failure: RunFailure | undefined;
  readonly clock: Clock | undefined;
}

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
  return readFor([command.id], places.slice(0, mostFiles), time && windowAround(time, command.around), reach);
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

function together(node: Node, places: readonly LogPlace[], parts: readonly Traced[]): Traced {
  return {
    node,
    places,
    events: parts.flatMap(({ events }) => events),
    read: parts.flatMap(({ read }) => read),
    failed: parts.flatMap(({ failed }) => failed),
    failure: parts.find(({ failure }) => failure)?.failure,
    clock: parts.find(({ clock }) => clock)?.clock,
  };
}

/** The logs to read on a node: those of the stage, or all of its role. */
function logsOn(node: Node, { family }: CommandOf<'trace'>, catalog: Catalog): readonly Target[] {
  const ids = catalog.logs
    .filter(({ role }) => role === node.role)
    .filter(
      ({ id }) =>
        family === undefined ||
        catalog.rows.some(({ log, stage }) => log.id === id && partsOf(stage).family === family),
    )
    .map(({ id }) => id);
  return targetsOf({ logs: ids }, [node], catalog).targets;
}

/** The files to read: with a time, or a name that has to be looked up, those that the node lists. */
async function placesOf(
  targets: readonly Target[],
  { around }: CommandOf<'trace'>,
  time: DateTime | undefined,
  { node, way, remote, signal }: Reach,
): Promise<readonly LogPlace[] | RunFailure> {
  if (!time && !targets.some(({ name }) => isTemplate(name))) return targets.map(place);
  const span = time && { from: time.minus({ seconds: around }), to: time.plus({ seconds: around }) };
  const listed = await remote.list(
    way,
    {
      roots: rootsOf(node),
      seconds: bounds.seconds,
      places: targets.map((target) => ({ ...place(target), name: beginningOf(target.name, undefined) })),
      since: Math.floor(span?.from.toSeconds() ?? 0),
      wantsTimes: !!span,
    },
    signal,
  );
  if (listed.kind !== 'listed') return listed;
  return targets.flatMap((target, at) => {
    const folder = listed.folders[at];
    if (folder?.kind !== 'listed') return [place(target)];
    const files = filesOf(target.name, undefined, folder.files);
    const names = chosen(files, span, target.node.timeZone, 0, isTemplate(target.name) ? 3 : 1);
    return names.map(({ name }) => ({ ...place(target), name }));
  });
}

function place({ log, folder, name }: Target): LogPlace {
  return { log: log?.id, folder, name };
}

function tracedOf(node: Node, places: readonly LogPlace[], result: SearchResult): Traced {
  if (result.kind !== 'searched') return nothing(node, places, result);
  const { clock, files } = result;
  const named = files.map((outcome, at) => ({ outcome, log: places[at]?.log ?? '' }));
  const events = named.flatMap(({ outcome, log }) => {
    if (!('output' in outcome)) return [];
    const excerpts = excerptsIn(outcome.output, outcome.isNumbered).map((excerpt) => ({
      ...excerpt,
      lines: redactLines(excerpt.lines, bounds.maxLineBytes),
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
    failed: named.flatMap(({ outcome, log }) => ('output' in outcome ? [] : [{ log, kind: outcome.kind }])),
  };
}

function nothing(node: Node, places: readonly LogPlace[], failure: RunFailure): Traced {
  return { node, places, events: [], read: [], failed: [], failure, clock: undefined };
}

/** The ids that stand beside a request in its own records: other requests', tasks', and what was worked on. */
export function idsBeside(events: readonly Event[], id: string, catalog: Catalog): string[] {
  const text = events
    .map((event) => event.text)
    .join('\n')
    .slice(0, 64_000);
  const { requestIds, resources } = factsOf(text, catalog);
  const worked = resources.filter(({ kind }) => followedKinds.has(kind)).map((each) => each.id);
  return [...requestIds, ...worked].filter((each) => each !== id).slice(0, mostFollowed);
}

/** What a request works on; a project or a user stands beside every request. */
const followedKinds = new Set([
  'volume',
  'instance',
  'server',
  'snapshot',
  'image',
  'port',
  'task',
  'execution',
  'workflow',
]);

/** A point in time, and so many seconds to each side of it. */
export interface Span {
  readonly time: DateTime;
  readonly around: number;
}

/** The time around a request's own records, in which its other ids are looked for. */
export function spanOf(events: readonly Event[], zone: string): Span | undefined {
  const times = events.flatMap(({ at }) => (at === undefined ? [] : [at]));
  if (times.length === 0) return undefined;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const around = Math.ceil((last - first) / 2_000) + followedAround;
  return { time: DateTime.fromMillis((first + last) / 2, { zone }), around: Math.min(around, 86_400) };
}
