import { openFiles } from './process';
import { metricsOf, resourcesIn } from './samples';
import type { Stage } from './stage';

/** What the program holds at a moment: open files and what its event loop waits for, by type; and its metrics. */
export async function heldBy({ program, metricsUrl }: Stage) {
  const metrics = await metricsOf(metricsUrl);
  return { files: openFiles(program.pid), resources: resourcesIn(metrics), metrics };
}
export type Held = Awaited<ReturnType<typeof heldBy>>;
