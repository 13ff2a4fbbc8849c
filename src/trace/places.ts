import type { DateTime } from 'luxon';
import type { CommandOf } from '../command';
import { partsOf, type Catalog } from '../knowledge/catalog';
import type { Node } from '../nodes/schema';
import type { LogPlace, RunFailure } from '../ports';
import { beginningOf, chosen, filesOf, isTemplate } from '../search/files';
import { bounds } from '../search/run';
import { rootsOf, targetsOf, type Target } from '../search/target';
import type { Reach } from './run';

/** The logs to read on a node: those of the stage, or all of its role. */
export function logsOn(node: Node, { family }: CommandOf<'trace'>, catalog: Catalog): readonly Target[] {
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
export async function placesOf(
  targets: readonly Target[],
  { around }: CommandOf<'trace'>,
  time: DateTime | undefined,
  { node, way, remote, signal }: Reach,
): Promise<Places | RunFailure> {
  if (!time && !targets.some(({ name }) => isTemplate(name)))
    return { places: targets.map(place), unread: [] };
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
  const each = targets.map((target, at): Places => {
    const folder = listed.folders[at];
    if (folder?.kind !== 'listed') return { places: [place(target)], unread: [] };
    const files = filesOf(target.name, undefined, folder.files);
    if (files.length === 0) return { places: [place(target)], unread: [] };
    const most = isTemplate(target.name) ? 3 : 1;
    const read = chosen(files, span, target.node.timeZone, 0, most);
    // Without a time the older files are left to a trace that names one.
    const holding = span ? chosen(files, span, target.node.timeZone, 0, files.length) : read;
    const unread = holding.filter((file) => !read.includes(file));
    return {
      places: read.map(({ name }) => ({ ...place(target), name })),
      unread: unread.map(({ name }) => name),
    };
  });
  const places = each.flatMap((one) => one.places);
  const left = places.slice(mostFiles).map(({ name }) => name);
  return { places: places.slice(0, mostFiles), unread: [...each.flatMap(({ unread }) => unread), ...left] };
}

/** Files of a node that one trace reads at most. */
const mostFiles = 60;

/** The files to read, and those of the same logs that are not, though they may hold the time. */
export interface Places {
  readonly places: readonly LogPlace[];
  readonly unread: readonly string[];
}

function place({ log, folder, name }: Target): LogPlace {
  return { log: log?.id, folder, name };
}
