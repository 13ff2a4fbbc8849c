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
