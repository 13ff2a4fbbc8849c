import Fuse from 'fuse.js';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { evalBot } from '../eval/bot';
import { miniSearchOf, textsOf } from '../eval/engines';
import { readPastes } from '../eval/pastes';
import type * as Diagnosing from '../src/diagnose';
import type { KnownCase } from '../src/knowledge/schema';
import { manyCases } from './cases';
import { percentiles, row, timed } from './measure';

// What is shipped is measured: the loader of this script would wrap every inner function.
const { caseIndexOf, diagnose, diagnoseAny } = createRequire(__filename)(
  '../dist/src/diagnose',
) as typeof Diagnosing;

const sizes = [100, 1_000, 10_000, 100_000];
/** fuse.js takes ten seconds for one paste of 1 KB at 1,000 cases, so it runs up to here. */
const mostForFuse = 100;
/** Likewise MiniSearch, whose index of 100,000 does not fit the memory. */
const mostForMini = 10_000;
/** Pastes given to the others, which take seconds for one. */
const othersPastes = 10;
const pasteLengths = [1_024, 10_240];

/** Pastes against growing numbers of known cases, beside MiniSearch and fuse.js over the same texts in the same run. */
export async function benchDiagnose(): Promise<void> {
  const { knowledge } = evalBot();
  const texts = [...readPastes('tuning'), ...readPastes('held-out')].map(({ text }) => text);
  for (const size of sizes) await benchSize(manyCases(knowledge.catalog.cases, size), texts);
  await benchLog();

  async function benchSize(cases: readonly KnownCase[], all: readonly string[]): Promise<void> {
    collectGarbage();
    const before = memoryInUse();
    let index = caseIndexOf([]);
    const build = await timed(() => (index = caseIndexOf(cases)));
    collectGarbage();
    const megabytes = (memoryInUse() - before) / 1e6;
    console.log(
      `${cases.length} known cases: index built in ${(build / 1_000).toFixed(2)} s, ${megabytes.toFixed(0)} MB   (wanted at 10,000: 2 s, 150 MB)`,
    );
    const mini = cases.length > mostForMini ? undefined : miniSearchOf(cases);
    const fuse = new Fuse(cases.map(textsOf), { keys: ['title', 'symptoms', 'signatures'] });
    const catalog = { ...knowledge.catalog, cases };
    for (const length of pasteLengths) {
      const pastes = pastesOf(all, length);
      for (const paste of pastes) diagnose(paste, index, catalog);
      const ours = await timesOf(pastes, (paste) => diagnose(paste, index, catalog));
      const wanted = { 1_024: 'p99 within 5 ms at 10,000', 10_240: 'p99 within 20 ms at 10,000' }[length];
      row(`sherlog, ${length} bytes`, ours, wanted);
      const ratio = (theirs: readonly number[]) =>
        (percentiles(ours).p50 / percentiles(theirs).p50).toFixed(3);
      if (mini) {
        const minis = await timesOf(pastes.slice(0, othersPastes), (paste) => mini.search(paste));
        row(`MiniSearch, ${length} bytes`, minis);
        console.log(`  sherlog / MiniSearch at p50: ${ratio(minis)}`);
      }
      if (cases.length > mostForFuse || length > 1_024) continue;
      const fuses = await timesOf(pastes.slice(0, othersPastes), (paste) => fuse.search(paste));
      row(`fuse.js, ${length} bytes`, fuses);
      console.log(`  sherlog / fuse.js at p50: ${ratio(fuses)}`);
    }
  }

  /** A whole log, and how long anything else had to wait meanwhile. */
  async function benchLog(): Promise<void> {
    const log = texts
      .join('\n')
      .repeat(1_000)
      .slice(0, 20 * 1_024 * 1_024);
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    const { signal } = new AbortController();
    const taken = await timed(() => diagnoseAny(log, knowledge.caseIndex(), knowledge.catalog, signal));
    delays.disable();
    console.log(
      `a log of 20 MB made of errors: ${(taken / 1_000).toFixed(1)} s; other work waited at most ${(delays.max / 1e6).toFixed(0)} ms   (wanted: 50 ms)`,
    );
  }
}

/** Pastes of one length, each with another one first. */
function pastesOf(texts: readonly string[], length: number): string[] {
  return texts
    .slice(0, 200)
    .map((_, at) => [...texts.slice(at), ...texts.slice(0, at)].join('\n').slice(0, length));
}

async function timesOf(pastes: readonly string[], run: (paste: string) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const paste of pastes) times.push(await timed(() => run(paste)));
  return times;
}

function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

function memoryInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
