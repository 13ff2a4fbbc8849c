import { spawn, spawnSync } from 'node:child_process';

/** Set where the script runs a second time, with mounts of its own. */
const mark = 'SOAK_HAS_OWN_MOUNTS';

export function hasOwnMounts(): boolean {
  return process.env[mark] === '1';
}

/**
 * Runs this script again where it may mount, and where what it mounts is gone with it, however it ends. Resolves to its exit code;
 * to undefined where the machine does not let it, or it is there already.
 */
export async function withOwnMounts(): Promise<number | undefined> {
  if (hasOwnMounts() || !mayMount()) return undefined;
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn('unshare', ['-m', ...again], {
    stdio: 'inherit',
    env: { ...process.env, [mark]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

function mayMount(): boolean {
  return spawnSync('unshare', ['-m', 'true'], { stdio: 'ignore' }).status === 0;
}
