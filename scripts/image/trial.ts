import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mount, type Layer } from './layers';

/** How a container would be run, as far as it matters here. */
export interface Trial {
  readonly user: string;
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** How long it may take to be healthy, or to end, in milliseconds. */
const patienceMs = 20_000;

/** What is told of a service that was started from a layer. */
export interface Told {
  readonly readyMs: number;
  readonly memoryMb: number;
  readonly exitCode: number | null;
}

/**
 * Starts what an image holds as its container would be: read-only but for /tmp and the volumes, not as root, without any
 * capability, and in a network of its own that reaches nothing.
 */
export async function tried(layer: Layer, trial: Trial): Promise<Told> {
  closed(layer.root, trial);
  const env = { PATH: process.env['PATH'], HOME: '/nowhere', ...layer.env };
  const as = asUser(layer.root, trial.user);
  const lonely = ['-n', 'sh', '-c', 'busybox ifconfig lo 127.0.0.1 up && exec "$@"', 'sh'];
  const startedAt = performance.now();
  const child = spawn('unshare', [...lonely, ...as, ...trial.command], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const { pid = 0 } = child;
  const inside: Inside = (...words) =>
    spawnSync('nsenter', ['-t', `${pid}`, '-n', ...as, ...words], { env, stdio: 'ignore' }).status === 0;
  try {
    await healthy(child, () => inside(...trial.healthCheck));
    const readyMs = Math.round(performance.now() - startedAt);
    writesOnly(inside, layer.folder, trial.volumes);
    const memoryMb = memoryOf(pid);
    child.kill('SIGTERM');
    return {
      readyMs,
      memoryMb,
      exitCode: await Promise.race([ended, sleep(patienceMs, null, { ref: false })]),
    };
  } finally {
    child.kill('SIGKILL');
  }
}

/** Runs a command beside the service, as its user, in its network; did that succeed? */
type Inside = (...words: readonly string[]) => boolean;

/** The root read-only, with a place in memory for each volume. */
function closed(root: string, { user, volumes }: Trial): void {
  const [uid = 0, gid = 0] = user.split(':').map(Number);
  mount('-t', 'tmpfs', 'tmpfs', join(root, 'tmp'));
  for (const volume of volumes) {
    mkdirSync(join(root, volume), { recursive: true });
    mount('-t', 'tmpfs', 'tmpfs', join(root, volume));
    chownSync(join(root, volume), uid, gid);
  }
  mount('-o', 'remount,ro', root);
}

function asUser(root: string, user: string): string[] {
  const [uid, gid] = user.split(':');
  const nothing = '--clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all'.split(' ');
  return ['chroot', root, 'setpriv', `--reuid=${uid}`, `--regid=${gid}`, ...nothing];
}

async function healthy(child: ChildProcess, isHealthy: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isHealthy()) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error('the service did not become healthy');
    await sleep(100);
  }
}

function writesOnly(inside: Inside, folder: string, volumes: readonly string[]): void {
  if (inside('touch', `${folder}/x`)) throw new Error('the image can be written to');
  for (const volume of volumes)
    if (!inside('touch', `${volume}/x`)) throw new Error(`${volume} cannot be written to`);
}

/** The most that a process has had in memory, in MB. */
function memoryOf(pid: number): number {
  const most = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(most?.[1]) / 1_024);
}
