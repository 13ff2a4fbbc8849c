import {
  spawn,
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
} from 'node:child_process';

const running = new Set<ChildProcessWithoutNullStreams>();

/** Starts a program that does not outlive its test. */
export function start(
  command: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio,
): ChildProcessWithoutNullStreams {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.on('close', () => running.delete(child));
  // A program that ends early does not read its input.
  child.stdin.on('error', () => {});
  return child;
}

/** Ends what a test left running, with all it started itself. */
export function endAll(): void {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  running.clear();
}

export function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}
