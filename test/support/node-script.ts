import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileOutcome, byPlace, saidIn } from '../../adapters/ssh/told';
import { searchValues } from '../../adapters/ssh/values';
import type { FileOutcome, LogQuery } from '../../src/ports';
import { nodeScript } from './sshd';

const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path));

/** The shells of this machine that the script has to work under, with busybox's own programs under busybox. */
export const shells: readonly (readonly [name: string, command: readonly string[], script: string])[] = [
  ...['dash', 'bash']
    .filter((name) => existsSync(`/bin/${name}`))
    .map((name) => [name, [`/bin/${name}`], nodeScript] as const),
  ...(busybox === undefined ? [] : [['busybox', [busybox, 'sh'], onApplets(busybox)] as const]),
];

function onApplets(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-busybox-'));
  execFileSync(program, ['--install', '-s', folder]);
  return nodeScript.replace('PATH=/usr/bin:/bin:/usr/local/bin', `PATH=${folder}`);
}

/** Runs the script in a shell of this machine, as a search of one file would on a node. */
export function runScript(command: readonly string[], script: string, query: LogQuery): Promise<FileOutcome> {
  const nonce = 'c0ffee';
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, '-c', script], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
  child.stdin.write(searchValues(query, nonce));
  return new Promise((resolve) =>
    child.on('close', () => {
      const said = saidIn(Buffer.concat(out).toString('utf8'), nonce);
      resolve(fileOutcome(byPlace(said)[0] ?? [], query.isRegex, Buffer.concat(err).toString('utf8')));
    }),
  );
}
