import type { CommandOf } from '../command';
import type { Node } from '../nodes/schema';
import type { LogQuery, RemoteLogs, RemoteNode, SearchOutcome } from '../ports';
import { redact } from '../redact';
import { excerptsIn, type Excerpt } from './excerpts';
import { repeatLine } from './repeat';
import type { Target } from './target';

/** Bounds of a search that no asker can widen: bytes of a line and of a target's answer, seconds. */
const bounds = { maxLineBytes: 4_096, maxBytes: 262_144, seconds: 20 } as const;

/** What came of one target. */
export interface Searched {
  readonly target: Target;
  readonly outcome: SearchOutcome;
  readonly excerpts: readonly Excerpt[];
  /** More was there than the bounds let through. */
  readonly isCut: boolean;
  /** The line that repeats the search by hand. */
  readonly repeat: string;
}

/** Searches every target at once, each within its node's limits; secrets are masked before anything else is done. */
export async function searchAll(
  command: CommandOf<'grep'>,
  targets: readonly Target[],
  nodes: readonly Node[],
  remote: RemoteLogs,
  signal: AbortSignal,
  report: (done: number) => void,
): Promise<Searched[]> {
  let done = 0;
  return Promise.all(
    targets.map(async (target) => {
      const outcome = await remote.search(wayTo(target.node, nodes), queryOf(command, target), signal);
      report((done += 1));
      return searched(command, target, outcome);
    }),
  );
}

function searched(command: CommandOf<'grep'>, target: Target, outcome: SearchOutcome): Searched {
  const output = 'output' in outcome ? redact(outcome.output).text : '';
  const excerpts = excerptsIn(output);
  const hits = excerpts.reduce((sum, each) => sum + each.hits.length, 0);
  const isCut = hits >= command.maxHits || Buffer.byteLength(output) >= bounds.maxBytes;
  return { target, outcome, excerpts, isCut, repeat: repeatLine(command, target.path) };
}

function queryOf(command: CommandOf<'grep'>, { node, path }: Target): LogQuery {
  return {
    path,
    roots: [...node.roots, ...Object.values(node.rootMap)],
    text: command.text,
    isRegex: command.isRegex,
    ignoresCase: !command.isCaseSensitive,
    before: command.before,
    after: command.after,
    maxHits: command.maxHits,
    ...bounds,
  };
}

/** A node's jump hosts, outermost first, and the node itself; each only once. */
export function wayTo(node: Node, nodes: readonly Node[]): RemoteNode[] {
  const hops = node.via.flatMap((name) => {
    const hop = nodes.find((each) => each.name === name);
    return hop ? wayTo(hop, nodes) : [];
  });
  return [...new Set([...hops, node])];
}
