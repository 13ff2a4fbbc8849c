import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from './chance';
import { countsOf, happen } from './faults';
import { nodeFaults } from './faults/nodes';
import { planOf, type Planned } from './faults/plan';
import { platformFaults } from './faults/platforms';
import { programFaults } from './faults/program';
import {
  allAcknowledged,
  endedWell,
  flatMemory,
  isWhole,
  noLeaks,
  noOrphans,
  oneAnswerEach,
  type Verdict,
} from './invariants';
import { isAnswered, type Asked, type Ledger } from './ledger';
import type { Options } from './options';
import { watchNodes } from './orphans';
import { bePeople } from './people';
import { createDeliveries } from './people/redeliver';
import { slackChat } from './people/slack';
import { teamsChat } from './people/teams';
import { textsOf } from './people/texts';
import { openFiles } from './process';
import { runCommand } from './program';
import { tell, tellCounts, tellRequests, tellStandstill, tellVerdicts } from './report';
import { metricsOf, resourcesIn, takeSamples } from './samples';
import { searchesBy } from './searches';
import { adminChannel, openStage, type Stage } from './stage';

/** The share of the time that people write before anything goes wrong, and after all is mended, in milliseconds at most. */
const warmUpShare = 0.2;
const longestWarmUpMs = 60_000;
const calmMs = 6_000;
/** How long answers are waited for after the last word, in milliseconds: a search of a node that was silent takes a minute. */
const drainMs = 90_000;
/** What is refused so long ago is not tried again, in milliseconds. */
const givenUpMs = 15_000;
/** How long what is done with is given to close, in milliseconds. */
const settleMs = 1_500;

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
  const { program, ledger, site, disk, metricsUrl, folder } = stage;
  const nodes = watchNodes(site.nodes);
  const people = peopleOf(stage, seed);
  const totalMs = minutes * 60_000;
  const warmUpMs = Math.min(totalMs * warmUpShare, longestWarmUpMs);
  await people.write(warmUpMs);
  await drained(stage);
  const before = await held(stage);
  const own = monitorEventLoopDelay();
  own.enable();
  const samples = takeSamples(program.pid, metricsUrl);
  const plan = faultsOf(stage, totalMs - warmUpMs - calmMs, minutes, seed);
  const startedAt = performance.now();
  tell(`\nfaults, by the time since they began; disk: ${disk.way}`);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const trouble = happen(plan, (planned) => tellFault(planned, startedAt), stopping.signal);
  const watching = watchEnd(stage, stopping);
  await people.write(totalMs - warmUpMs, stopping);
  await trouble;
  clearInterval(watching);
  samples.stop();
  own.disable();
  await drained(stage);
  const after = await held(stage);
  const end = program.ended() ?? (await program.stop());
  await sleep(settleMs);
  nodes.stop();
  const verdicts: Verdict[] = [
    oneAnswerEach(ledger.all, strays(stage)),
    allAcknowledged(ledger.all),
    noOrphans(nodes.left()),
    noLeaks('no open file is leaked', before.files, after.files),
    noLeaks('nothing that the event loop waits for is leaked', before.resources, after.resources),
    flatMemory('resident memory is flat', samples.all, 'resident', minutes),
    flatMemory('the heap is flat', samples.all, 'heap', minutes),
    endedWell(end),
    isWhole('the record of deeds is whole', runCommand(folder, 'audit', 'verify')),
    isWhole('the store is whole', runCommand(folder, 'store', 'verify')),
  ];
  tellRequests(ledger.all);
  tell(`  ${people.counts.all} deliveries, ${people.counts.again} of them twice`);
  tellStandstill(samples.all, own.max / 1e6);
  tellCounts('faults', countsOf(plan));
  tellCounts('searches, by what came of each log', searchesBy(runCommand(folder, 'audit', 'export').told));
  tellCounts("the program's log, warnings and worse", Object.fromEntries(program.said));
  return tellVerdicts(verdicts);
}

function peopleOf(stage: Stage, seed: number) {
  const { ledger, port, site } = stage;
  const random = chanceOf(seed, 'people').number;
  const deliveries = createDeliveries(chanceOf(seed, 'deliveries').number);
  const chats = [
    slackChat({ port, ledger, peer: stage.slack, deliveries, random }),
    teamsChat({ port, ledger, peer: stage.teams, deliveries, random }),
  ];
  const chance = chanceOf(seed, 'stories');
  const texts = textsOf(site, chanceOf(seed, 'texts'));
  return {
    counts: deliveries.counts,
    async write(ms: number, stopping = new AbortController()): Promise<void> {
      const timer = setTimeout(() => stopping.abort(), ms);
      await bePeople(chats, texts, chance, stopping.signal);
      clearTimeout(timer);
      await deliveries.idle();
    },
  };
}

function faultsOf(stage: Stage, spanMs: number, minutes: number, seed: number): Planned[] {
  const { site, weather, program, disk, knowledge, folder } = stage;
  // Long enough in a long run that a connection on which nobody answers is given up.
  const longestMs = minutes < 5 ? 8_000 : 40_000;
  const faults = [
    ...site.nodes.flatMap((node) => nodeFaults(node, longestMs)),
    ...platformFaults('Slack', weather.slack),
    ...platformFaults('Teams', weather.teams),
    ...programFaults(program.pid, disk, knowledge, join(folder, 'sherlog.yaml')),
  ];
  return planOf(faults, spanMs, chanceOf(seed, 'faults'));
}

function tellFault({ fault, ms }: Planned, startedAt: number): void {
  const at = `+${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  const lasting = ms > 0 ? `, for ${(ms / 1_000).toFixed(1)} s` : '';
  tell(`  ${at.padStart(9)}  ${fault.target}: ${fault.kind}${lasting}`);
}

/** Nobody writes to a program that has ended. */
function watchEnd({ program }: Stage, stopping: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    const end = program.ended();
    if (end === undefined || stopping.signal.aborted) return;
    tell(`  the program ended: ${end}`);
    stopping.abort();
  }, 200);
}

/** Waits until all is answered, or the time is over. */
async function drained({ ledger, program }: Stage): Promise<void> {
  const deadline = performance.now() + drainMs;
  while (!ledger.all.every(isOver) && performance.now() < deadline && program.ended() === undefined)
    await sleep(100);
  await sleep(settleMs);
}

function isOver(asked: Asked): boolean {
  if (asked.answers.some(({ isFinal }) => !isFinal)) return false;
  const { refusal } = asked;
  return isAnswered(asked) || (refusal !== undefined && performance.now() - refusal.at > givenUpMs);
}

async function held({ program, metricsUrl }: Stage) {
  return { files: openFiles(program.pid), resources: resourcesIn(await metricsOf(metricsUrl)) };
}

/** Messages that nobody asked for; administrators are told of reloads unasked. */
function strays({ ledger }: Stage): Ledger['strays'] {
  return ledger.strays.filter(({ place }) => !place.startsWith(adminChannel));
}
