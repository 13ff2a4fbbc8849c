import { setTimeout as sleep } from 'node:timers/promises';
import type { Planned } from './plan';

/** Lets a plan happen, telling of each fault as it begins; resolves when the last is mended. All are mended at once when the signal fires. */
export async function happen(
  plan: readonly Planned[],
  tell: (planned: Planned) => void,
  signal: AbortSignal,
): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  await Promise.all(
    plan.map(async (planned) => {
      await pause(planned.at);
      if (signal.aborted) return;
      tell(planned);
      await planned.fault.begin();
      await pause(planned.ms);
      await planned.fault.mend();
    }),
  );
}

/** How often each kind happened. */
export function countsOf(plan: readonly Planned[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fault } of plan) {
    const kind = `${fault.target.startsWith('console-') ? 'node' : fault.target}: ${fault.kind}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
