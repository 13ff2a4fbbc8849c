import type { Chance } from '../chance';
import type { Fault } from './fault';

/** When a fault begins, from the first on, and how long it lasts, in milliseconds. */
export interface Planned {
  readonly fault: Fault;
  readonly at: number;
  readonly ms: number;
}

/** Pauses between two beginnings, and of a target between two faults, in milliseconds. */
const pauseMs = [1_500, 3_500] as const;
const restMs = 3_000;
const shortestMs = 1_000;

/** Faults over a time, drawn before it begins: each kind in turn, no target with two at once, all over at the end. */
export function planOf(faults: readonly Fault[], spanMs: number, chance: Chance): Planned[] {
  const planned: Planned[] = [];
  const freeAt = new Map<string, number>();
  const counts = new Map<string, number>();
  for (let at = 0; at < spanMs; at += chance.between(...pauseMs)) {
    const free = faults.filter(({ target }) => (freeAt.get(target) ?? 0) <= at);
    const rarest = Math.min(...free.map(({ kind }) => counts.get(kind) ?? 0));
    const next = free.filter(({ kind }) => (counts.get(kind) ?? 0) === rarest);
    if (next.length === 0) continue;
    const fault = chance.pick(next);
    const ms = lasting(fault, spanMs - at, chance);
    planned.push({ fault, at, ms });
    freeAt.set(fault.target, at + ms + restMs);
    counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1);
  }
  return planned;
}

function lasting({ longestMs }: Fault, leftMs: number, chance: Chance): number {
  return longestMs === 0 ? 0 : Math.min(leftMs, chance.between(shortestMs, longestMs));
}
