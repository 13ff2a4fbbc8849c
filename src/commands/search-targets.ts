import type { Command, CommandOf } from '../command';
import { progressOf } from '../search/progress';
import { searchTarget, wayTo, type Searched } from '../search/run';
import type { Target } from '../search/target';
import { timeOn } from '../search/when';
import type { Context } from './run';

/** Searches targets side by side, with progress and a Cancel button while it goes on; one that fails is its own outcome. */
export async function searchTargets(
  command: CommandOf<'grep'>,
  targets: readonly Target[],
  /** What the search is for, where that is another command's. */
  started: Command,
  { nodes, remote, locale, now, startRun, show }: Context,
): Promise<Searched[]> {
  const times = targets.map(({ node }) => timeOn(node, command.at, now()));
  const run = startRun(started);
  const labels = targets.map(({ node, log, name }) => `${node.name} · ${log?.id ?? name}`);
  const report = targets.length > 0 ? progressOf(labels, run.id, locale, show, now()) : undefined;
  try {
    const searched = await Promise.all(
      targets.map(async (target, at) => {
        const files = await searchTarget(
          command,
          target,
          times[at],
          wayTo(target.node, nodes),
          remote,
          run.signal,
        );
        report?.(
          at,
          files.every(({ outcome }) => 'output' in outcome),
        );
        return files;
      }),
    );
    return searched.flat();
  } finally {
    run.end();
  }
}
