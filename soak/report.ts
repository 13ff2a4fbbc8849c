import { percentiles } from '../bench/measure';
import type { Planned } from './faults/plan';
import type { Verdict } from './invariants';
import { isAnswered, type Asked } from './ledger';
import type { Sample } from './samples';

export function tell(line: string): void {
  console.log(line);
}

/** The promises, each with its numbers; true where all are kept. */
export function tellVerdicts(verdicts: readonly Verdict[]): boolean {
  tell('\npromises');
  for (const { promise, isKept, told } of verdicts) {
    const [first = '', ...rest] = told;
    tell(`  ${isKept ? 'ok    ' : 'FAILED'} ${promise}: ${first}`);
    for (const line of rest) tell(`         ${line}`);
  }
  return verdicts.every(({ isKept }) => isKept);
}

/** Requests by what they were, with how long they waited; all of a kind of press in one line. */
export function tellRequests(all: readonly Asked[]): void {
  tell(`\n${'requests'.padEnd(28)} count   acknowledged p50/p99   answered p50/p99   (ms)`);
  const kinds = [...new Set(all.map(kindOf))].sort();
  for (const kind of kinds)
    tellKind(
      kind,
      all.filter((asked) => kindOf(asked) === kind),
    );
  tellKind('all', all);
}

function kindOf({ platform, kind }: Asked): string {
  return `${platform} ${kind.replace(/^(press) .*/, '$1')}`;
}

function tellKind(kind: string, all: readonly Asked[]): void {
  const acks = all.flatMap(({ ack }) => (ack ? [ack.ms] : []));
  const waits = all.filter(isAnswered).map(({ at, answeredAt = at }) => answeredAt - at);
  tell(
    `  ${kind.padEnd(26)} ${String(all.length).padStart(5)} ${pair(acks).padStart(22)} ${pair(waits).padStart(18)}`,
  );
}

function pair(times: readonly number[]): string {
  const { p50, p99 } = percentiles(times);
  return `${Math.round(p50)} / ${Math.round(p99)}`;
}

/** A fault as it begins, so many milliseconds after the first. */
export function tellFault({ fault, ms }: Planned, sinceMs: number): void {
  const at = `+${(sinceMs / 1_000).toFixed(1)} s`;
  const lasting = ms > 0 ? `, for ${(ms / 1_000).toFixed(1)} s` : '';
  tell(`  ${at.padStart(9)}  ${fault.target}: ${fault.kind}${lasting}`);
}

/** Counts by name, the most first. */
export function tellCounts(title: string, counts: Readonly<Record<string, number>>): void {
  tell(`\n${title}`);
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  for (const [name, count] of rows.length > 0 ? rows : [['none', 0] as const])
    tell(`  ${String(count).padStart(6)}  ${name}`);
}

/** How long the program's event loop stood still, a second at a time; and this process's own, which it is measured by. */
export function tellStandstill(samples: readonly Sample[], ownMs: number): void {
  const { p50, p99, max } = percentiles(samples.map(({ stillMs }) => stillMs));
  const [half, most, longest] = [p50, p99, max].map((ms) => Math.round(ms));
  tell(
    `\nevent loop, longest standstill of each second: p50 ${half}, p99 ${most}, max ${longest} ms; of the soak itself: ${Math.round(ownMs)} ms`,
  );
}
