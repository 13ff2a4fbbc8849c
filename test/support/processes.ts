import { readdirSync, readFileSync } from 'node:fs';

/** The processes below one, at any depth; none below one that is gone. */
export function childrenOf(pid: number): number[] {
  const own = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return own.flatMap((child) => [child, ...childrenOf(child)]);
}

/** The processes of this machine that run. */
export function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((each) => /^\d+$/.test(each))
    .map(Number);
}

/** A process among all that ever have its number: when it started, in ticks since the machine did; empty where it is gone. */
export function startOf(pid: number): string {
  // Its name stands in parentheses and may hold anything; a zombie has ended.
  const [state = '', ...rest] = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return state === 'Z' ? '' : (rest[18] ?? '');
}

/** The environment that a process was started in. */
export function environmentOf(pid: number): readonly string[] {
  return read(`/proc/${pid}/environ`).split('\0');
}

export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** Empty for a process that is gone, or another account's. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
