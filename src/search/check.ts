import type { Catalog } from '../knowledge/catalog';
import type { Node } from '../nodes/schema';
import type { Clock, RemoteLogs, RunFailure, Way } from '../ports';
import { beginningOf, filesOf } from './files';
import { rootsOf, targetsOf } from './target';

/** A log of the catalogue, as a node has it. */
export interface CheckedLog {
  readonly log: string;
  readonly path: string;
  /** `ok`, or why it cannot be read. */
  readonly state: string;
  /** Of its newest file: bytes, and when it last changed, as ISO 8601. */
  readonly bytes: number;
  readonly newest: string | null;
  /** Older files beside it. */
  readonly rotated: number;
}

/** What a check of a node found. */
export type Checked =
  | {
      readonly kind: 'checked';
      readonly clock: Clock;
      /** Programs that a search needs and the node lacks. */
      readonly missing: readonly string[];
      readonly logs: readonly CheckedLog[];
    }
  | { readonly kind: 'not-searched' }
  | RunFailure;

const needed = ['grep', 'awk', 'sed', 'fold', 'dd', 'head', 'stat', 'readlink', 'date', 'gzip'];
const seconds = 30;

/** Connects to a node and looks at what a search needs: programs, clock, and each log of its role. */
export async function checkNode(
  node: Node,
  way: Way,
  catalog: Catalog,
  remote: RemoteLogs,
  signal: AbortSignal,
): Promise<Checked> {
  if (node.role === 'windows-agent') return { kind: 'not-searched' };
  const ids = catalog.logs.filter(({ role }) => role === node.role).map(({ id }) => id);
  const { targets } = targetsOf({ logs: ids }, [node], catalog);
  const places = targets.map(({ log, folder, name }) => ({
    log: log?.id,
    folder,
    name: beginningOf(name, undefined),
  }));
  const listed = await remote.list(
    way,
    { roots: rootsOf(node), seconds, places, since: 0, wantsTimes: false },
    signal,
  );
  if (listed.kind !== 'listed') return listed;
  const logs = targets.map(({ log, folder, name }, at): CheckedLog => {
    const found = listed.folders[at];
    const files = found?.kind === 'listed' ? filesOf(name, undefined, found.files) : [];
    const [newest] = files;
    const state =
      found?.kind !== 'listed'
        ? (found?.kind ?? 'failed')
        : newest === undefined
          ? 'no-such-file'
          : newest.isReadable
            ? 'ok'
            : 'not-readable';
    return {
      log: log?.id ?? name,
      path: `${folder}/${name}`,
      state,
      bytes: newest?.bytes ?? 0,
      newest: newest ? new Date(newest.changed * 1_000).toISOString() : null,
      rotated: Math.max(0, files.length - 1),
    };
  });
  const missing = needed.filter((tool) => !listed.tools.includes(tool));
  return { kind: 'checked', clock: listed.clock, missing, logs };
}

/** Does the node lack anything that a search needs? A log that is not there is none of it. */
export function isFit(checked: Checked): boolean {
  if (checked.kind === 'not-searched') return true;
  if (checked.kind !== 'checked') return false;
  return checked.missing.length === 0 && checked.logs.every(isRead);
}

function isRead({ state }: CheckedLog): boolean {
  return state === 'ok' || state === 'no-such-file';
}
