import type { Catalog } from '../knowledge/catalog';
import type { Log, RoleId } from '../knowledge/schema';
import type { Node } from '../nodes/schema';

/** One file on one node, to be searched. */
export interface Target {
  readonly node: Node;
  /** Id of the log; none for a path that was named as such. */
  readonly log: string | undefined;
  /** As the installation has it. */
  readonly path: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** Logs that no node of their role can be searched for, or whose path holds a placeholder yet to be filled. */
  readonly byHand: readonly Log[];
}

/** What to search where: each log on every node of its role among the ones named, or among all. */
export function targetsOf(
  { logs, path }: { readonly logs: readonly string[]; readonly path?: string | undefined },
  nodes: readonly Node[],
  catalog: Catalog,
): Targets {
  const known = catalog.logs.filter(({ id }) => logs.includes(id));
  const searchable = (log: Log) =>
    !log.path.startsWith('/') || log.path.includes('<') ? [] : nodes.filter((node) => isOf(node, log.role));
  const named = path === undefined ? [] : nodes.map((node) => targetOf(node, undefined, path));
  return {
    targets: [
      ...known.flatMap((log) => searchable(log).map((node) => targetOf(node, log.id, log.path))),
      ...named,
    ],
    byHand: known.filter((log) => searchable(log).length === 0),
  };
}

function isOf({ role }: Node, wanted: RoleId): boolean {
  return role === wanted && role !== 'windows-agent';
}

function targetOf(node: Node, log: string | undefined, path: string): Target {
  return { node, log, path: mapped(path, node.rootMap) };
}

/** A documented path as an installation has it that lies elsewhere. */
function mapped(path: string, rootMap: Node['rootMap']): string {
  const root = Object.keys(rootMap)
    .filter((each) => path === each || path.startsWith(`${each}/`))
    .sort((a, b) => b.length - a.length)[0];
  return root === undefined ? path : `${rootMap[root] ?? root}${path.slice(root.length)}`;
}
