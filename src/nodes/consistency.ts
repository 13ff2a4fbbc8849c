import { didYouMean, type Path, type Problem } from '../document';
import type { Node } from './schema';

/** What a schema cannot say of nodes: names are unique, jump hosts are nodes, and no way leads through itself. */
export function nodeProblems(
  nodes: readonly Node[],
  file: string,
  lineOf: (path: Path) => number,
): Problem[] {
  const names = nodes.map(({ name }) => name);
  const problem = (at: number, rest: Path, message: string, tip?: string): Problem => ({
    file,
    line: lineOf(['nodes', at, ...rest]),
    message,
    ...(tip === undefined ? {} : { tip }),
  });
  return nodes.flatMap(({ name, via }, at) => [
    ...(names.indexOf(name) < at
      ? [problem(at, ['name'], `expected each name once, found "${name}" again`)]
      : []),
    ...via.flatMap((hop, number) =>
      names.includes(hop)
        ? []
        : [
            problem(
              at,
              ['via', number],
              `expected the name of a node, found "${hop}"`,
              didYouMean(hop, names),
            ),
          ],
    ),
    ...(leadsTo(name, via, nodes)
      ? [problem(at, ['via'], `expected a way to ${name} that does not lead through it`)]
      : []),
  ]);
}

function leadsTo(
  name: string,
  via: readonly string[],
  nodes: readonly Node[],
  seen = new Set<string>(),
): boolean {
  return via.some((hop) => {
    if (hop === name) return true;
    if (seen.has(hop)) return false;
    seen.add(hop);
    return leadsTo(name, nodes.find((node) => node.name === hop)?.via ?? [], nodes, seen);
  });
}
