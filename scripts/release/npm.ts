import { execFileSync } from 'node:child_process';

/** What npm prints; of what it packs it would tell each file. */
export function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync('npm', [...args, '--loglevel=warn'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
