import { didYouMean, type Path, type Problem } from '../document';
import type { Node } from '../nodes/schema';
import { matchesAny } from './decide';
import type { Rule } from './schema';

/** Rules that speak of nodes or sites which are not there: a slip would allow, or deny, nothing. */
export function ruleProblems(
  rules: readonly Rule[],
  nodes: readonly Node[],
  file: string,
  lineOf: (path: Path) => number,
): Problem[] {
  const names = nodes.map(({ name }) => name);
  const sites = [...new Set(nodes.flatMap(({ site }) => (site === undefined ? [] : [site])))];
  return rules.flatMap((rule, at) =>
    (['nodes', 'sites'] as const).flatMap((key) =>
      (rule[key] ?? []).flatMap((pattern, number): Problem[] => {
        const known = key === 'nodes' ? names : sites;
        if (known.some((name) => matchesAny([pattern], name))) return [];
        const message = `expected the name of a ${key === 'nodes' ? 'node' : 'site'}, found "${pattern}"`;
        return [
          { file, line: lineOf(['permissions', at, key, number]), message, tip: didYouMean(pattern, known) },
        ];
      }),
    ),
  );
}

/** What rests on who is in a channel: a public one lets anybody in, and nobody here can tell whether it is one. */
export function channelWarnings(rules: readonly Rule[], nodes: readonly Node[]): string[] {
  return [
    ...rules.flatMap(({ allow, channels, persons, groups }, at) => {
      const rests = allow?.includes('search') && channels && !persons && !groups;
      return rests ? [restsOn(`permissions[${at}]`, channels)] : [];
    }),
    ...nodes.flatMap(({ name, search }) =>
      search.channels.length > 0 ? [restsOn(`search of ${name}`, search.channels)] : [],
    ),
  ];
}

function restsOn(what: string, channels: readonly string[]): string {
  return `${what}: whoever is in ${channels.join(', ')} may search; make sure that it is no public channel, or name persons`;
}
