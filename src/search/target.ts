import { posix } from 'node:path';
import type { Catalog } from '../knowledge/catalog';
import { terminalOutput, type Log } from '../knowledge/schema';
import type { Node } from '../nodes/schema';

/** A log on a node, to be searched: where it lies there, and how its file is called. */
export interface Target {
  readonly node: Node;
  /** The log of the catalogue; none for a path that was named as such. */
  readonly log: Log | undefined;
  readonly folder: string;
  /** The file's name; placeholders such as `<host>` are still in it. */
  readonly name: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** Logs that have to be looked at by hand: no node of their role is there, or none that can be searched. */
  readonly byHand: readonly Log[];
}

/** What to search where: each log on every node of its role; all logs of the nodes where none is named. */
export function targetsOf(
  { logs, path }: { readonly logs: readonly string[]; readonly path?: string | undefined },
  nodes: readonly Node[],
  catalog: Catalog,
): Targets {
  // Nobody named a log: all that the nodes have.
  const isOpen = logs.length === 0 && path === undefined;
  const known = catalog.logs.filter(({ id, role }) =>
    isOpen ? nodes.some((node) => node.role === role) && role !== 'windows-agent' : logs.includes(id),
  );
  const on = (log: Log) => nodes.filter(({ role }) => role === log.role && isSearchable(log));
  const named = path === undefined ? [] : nodes.filter(({ role }) => role !== 'windows-agent');
  return {
    targets: [
      ...known.flatMap((log) => on(log).map((node) => targetOf(node, log, log.path))),
      ...named.map((node) => targetOf(node, undefined, path ?? '')),
    ],
    byHand: known.filter((log) => on(log).length === 0),
  };
}

/** Logs on Windows are looked at by hand yet; terminal output is in no file. */
function isSearchable({ role, path }: Log): boolean {
  return role !== 'windows-agent' && path !== terminalOutput;
}

function targetOf(node: Node, log: Log | undefined, path: string): Target {
  const { dir, base } = posix.parse(mapped(path, node.rootMap));
  return { node, log, folder: dir, name: base };
}

/** A documented path as an installation has it that lies elsewhere. */
function mapped(path: string, rootMap: Node['rootMap']): string {
  const root = Object.keys(rootMap)
    .filter((each) => path === each || path.startsWith(`${each}/`))
    .sort((a, b) => b.length - a.length)[0];
  return root === undefined ? path : `${rootMap[root] ?? root}${path.slice(root.length)}`;
}

/** The folders that a node's files have to lie in. */
export function rootsOf({ roots, rootMap }: Node): string[] {
  return [...new Set([...roots, ...Object.values(rootMap)])];
}
