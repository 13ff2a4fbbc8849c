import { setMaxListeners } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { drained, settleMs } from './drain';
import { countsOf, happen } from './faults';
import { plannedFor } from './faults/all';
import type { Planned } from './faults/plan';
import { heldBy } from './held';
import { judged } from './judge';
import type { Options } from './options';
import { watchNodes } from './orphans';
import { crowdOf } from './people/crowd';
import { runCommand } from './program';
import { tell, tellCounts, tellFault, tellRequests, tellStandstill, tellVerdicts } from './report';
import { takeSamples } from './samples';
import { searchesBy } from './searches';
import { openStage, type Stage } from './stage';

/** The share of the time that people write before anything goes wrong, and after all is mended, in milliseconds at most. */
const warmUpShare = 0.2;
const longestWarmUpMs = 60_000;
const calmMs = 6_000;

/** People, faults, and what is promised all the same; true where it was kept. */
export async function soak({ minutes, seed }: Options): Promise<boolean> {
  tell(`soak: ${minutes} minutes, --seed ${seed}`);
  const closing: (() => unknown)[] = [];
  try {
    const stage = await openStage(seed, (close) => closing.unshift(close));
    return await Promise.race([lived(stage, minutes, seed), interrupted()]);
  } finally {
    for (const close of closing) await close();
  }
}

/** Rejects when somebody ends the soak before its time: what it started is ended all the same. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`interrupted by ${signal}`)));
  });
}

async function lived(stage: Stage, minutes: number, seed: number): Promise<boolean> {
  const { program, ledger, site, folder } = stage;
  const nodes = watchNodes(site.nodes);
  const crowd = crowdOf(stage, seed);
  const totalMs = minutes * 60_000;
  const warmUpMs = Math.min(totalMs * warmUpShare, longestWarmUpMs);
  await crowd.write(warmUpMs);
  await drained(stage);
  const before = await heldBy(stage);
  const samples = takeSamples(program.pid, stage.metricsUrl);
  const own = monitorEventLoopDelay();
  own.enable();
  const plan = plannedFor(stage, totalMs - warmUpMs - calmMs, minutes, seed);
  await suffered(plan, stage, (stopping) => crowd.write(totalMs - warmUpMs, stopping));
  own.disable();
  samples.stop();
  await drained(stage);
  const after = await heldBy(stage);
  const end = program.ended() ?? (await program.stop());
  await sleep(settleMs);
  nodes.stop();
  tellRequests(ledger.all);
  tell(`  ${crowd.counts.all} deliveries, ${crowd.counts.again} of them twice`);
  tellStandstill(samples.all, own.max / 1e6);
  tellCounts('faults', countsOf(plan));
  tellCounts('searches, by what came of each log', searchesBy(runCommand(folder, 'audit', 'export').told));
  tellCounts("the program's log, warnings and worse", Object.fromEntries(program.said));
  return tellVerdicts(
    judged(stage, { minutes, before, after, samples: samples.all, orphans: nodes.left(), end }),
  );
}

/** Lets faults happen while people write, until they have; a program that has ended is not written to. */
async function suffered(
  plan: readonly Planned[],
  { disk, program }: Stage,
  writing: (stopping: AbortController) => Promise<void>,
): Promise<void> {
  tell(`\nfaults, by the time since they began; disk: ${disk.way}`);
  const startedAt = performance.now();
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const watching = setInterval(() => {
    if (program.ended() === undefined || stopping.signal.aborted) return;
    tell(`  the program ended: ${program.ended()}`);
    stopping.abort();
  }, 200);
  const happening = happen(
    plan,
    (planned) => tellFault(planned, performance.now() - startedAt),
    stopping.signal,
  );
  await writing(stopping);
  await happening;
  clearInterval(watching);
}
