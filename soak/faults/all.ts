import { join } from 'node:path';
import { chanceOf } from '../chance';
import type { Stage } from '../stage';
import { nodeFaults } from './nodes';
import { planOf, type Planned } from './plan';
import { platformFaults } from './platforms';
import { programFaults } from './program';

/** Runs of so many minutes and more have faults of nodes that last until a silent connection is given up, in milliseconds. */
const longMinutes = 5;
const longestMs = { short: 8_000, long: 40_000 };

/** All faults there are, over a time in milliseconds, as the seed has them. */
export function plannedFor(
  { site, weather, program, disk, knowledge, folder }: Stage,
  spanMs: number,
  minutes: number,
  seed: number,
): Planned[] {
  const most = minutes < longMinutes ? longestMs.short : longestMs.long;
  const faults = [
    ...site.nodes.flatMap((node) => nodeFaults(node, most)),
    ...platformFaults('Slack', weather.slack),
    ...platformFaults('Teams', weather.teams),
    ...programFaults(program.pid, disk, knowledge, join(folder, 'sherlog.yaml')),
  ];
  return planOf(faults, spanMs, chanceOf(seed, 'faults'));
}
