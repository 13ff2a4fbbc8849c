import { execFileSync, spawnSync } from 'node:child_process';
import type { Layer } from './layers';

/** What cannot be done without: Linux, root, and these programs. */
export function missing(): string[] {
  const programs = ['unshare', 'chroot', 'setpriv', 'nsenter', 'mount', 'busybox', 'tar', 'gzip'];
  const lacking = programs.filter((name) => spawnSync('which', [name]).status !== 0);
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [...(isRoot ? [] : ['root on Linux']), ...lacking];
}

/** A layer as one file, the same for the same content whatever the hour, and its size when compressed. */
export function packed(
  { upper }: Layer,
  file: string,
  epoch: string,
): { sha256: string; compressed: number } {
  const same = ['--sort=name', `--mtime=@${epoch}`, '--numeric-owner', '--format=gnu'];
  execFileSync('tar', [...same, '-cf', file, '-C', upper, '.']);
  const [sha256 = ''] = execFileSync('sha256sum', [file], { encoding: 'utf8' }).split(' ');
  const counted = execFileSync('sh', ['-c', 'gzip -9 -n -c "$1" | wc -c', 'sh', file], { encoding: 'utf8' });
  return { sha256, compressed: Number(counted) };
}
