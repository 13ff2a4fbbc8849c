import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hasOwnMounts } from './own-mounts';

/** The disk that the store lies on, which can be full. */
export interface Disk {
  /** How it is made full, for the report. */
  readonly way: string;
  fill(pid: number): void;
  free(pid: number): void;
  /** Takes it away, with what is on it. */
  close(): void;
}

const sizeMegabytes = 512;

/** A small file system of its own; where that may not be mounted, a limit on what the program may write. */
export function openDisk(folder: string): Disk {
  mkdirSync(folder, { recursive: true });
  const size = `size=${sizeMegabytes}m`;
  const isMounted =
    hasOwnMounts() && spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status === 0;
  return isMounted ? smallDisk(folder) : limited;
}

function smallDisk(folder: string): Disk {
  const filler = join(folder, 'filler');
  return {
    way: `a tmpfs of ${sizeMegabytes} MB, filled`,
    fill() {
      const file = openSync(filler, 'a');
      for (const bytes of [2 ** 20, 4_096]) writeAll(file, Buffer.alloc(bytes));
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    close: () => void spawnSync('umount', [folder]),
  };
}

/** Writes until no more is taken. */
function writeAll(file: number, piece: Buffer): void {
  try {
    while (writeSync(file, piece) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

const limited: Disk = {
  way: 'no file of the program may be written beyond its first byte (prlimit), since no file system can be mounted here',
  fill: (pid) => limit(pid, '1'),
  free: (pid) => limit(pid, 'unlimited'),
  close: () => {},
};

function limit(pid: number, bytes: string): void {
  const { status } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
  if (status !== 0) throw new Error('prlimit could not limit the program');
}
