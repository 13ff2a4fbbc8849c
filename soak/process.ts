import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Resident memory in bytes; 0 for a process that is gone. */
export function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) * 1_024;
}

/** How many open files a process has, by type: sockets, pipes, files and what the kernel has names for. */
export function openFiles(pid: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of entries(`/proc/${pid}/fd`)) {
    const type = typeOf(link(`/proc/${pid}/fd/${each}`));
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function typeOf(target: string): string {
  const [, special] = /^(?:anon_inode:)?\[?([a-z_]+)\]?(?::|$)/.exec(target) ?? [];
  return special ?? 'file';
}

/** Does a process handle a signal, or does that end it? */
export function handles(pid: number, signal: number): boolean {
  const [, mask = '0'] = /^SigCgt:\s+([0-9a-f]+)/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A file that was closed since it was listed has none. */
function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return 'closed:';
  }
}
