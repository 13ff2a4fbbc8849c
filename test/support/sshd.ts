import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { RemoteNode } from '../../src/ports';
import { freePort } from './free-port';

const program = '/usr/sbin/sshd';

/** Is there an sshd to test against? In CI there has to be. */
export const hasSshd = existsSync(program);

/** A real sshd on loopback, with two host keys, into which this account may log in. */
export interface Sshd {
  readonly folder: string;
  readonly port: number;
  /** The node as configured, its ed25519 key pinned. */
  readonly node: RemoteNode;
  /** The server's own process; another one after each start. */
  readonly pid: number;
  /** A public host key, `<type> <base64>`. */
  hostKey(type: 'ed25519' | 'rsa'): string;
  /** Starts it anew after it was killed, on the same port, with the same keys. */
  restart(): Promise<void>;
  stop(): void;
}

/** Further lines of its configuration, such as `MaxSessions 2`. */
export async function startSshd(...further: readonly string[]): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-sshd-'));
  for (const [name, type] of [
    ['host_ed25519', 'ed25519'],
    ['host_rsa', 'rsa'],
    ['id', 'ed25519'],
  ] as const)
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', join(folder, name)]);
  const port = await freePort();
  writeFileSync(join(folder, 'config'), [...configOf(folder, port), ...further, ''].join('\n'));
  // It separates its privileges here.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  let child = await launched(folder, port);
  const hostKey = (type: string) =>
    readFileSync(join(folder, `host_${type}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ')
      .trim();
  return {
    folder,
    port,
    get pid() {
      return child.pid ?? 0;
    },
    hostKey,
    node: {
      name: 'console-a',
      host: '127.0.0.1',
      port,
      user: userInfo().username,
      key: join(folder, 'id'),
      agent: false,
      concurrency: 8,
      hostKey: hostKey('ed25519'),
    },
    async restart() {
      child = await launched(folder, port);
    },
    stop: () => stop(child, folder),
  };
}

async function launched(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(program, ['-D', '-e', '-f', join(folder, 'config')], { stdio: 'ignore' });
  await listening(port);
  return child;
}

function stop(child: ChildProcess, folder: string): void {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

function configOf(folder: string, port: number): string[] {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host_ed25519')}`,
    `HostKey ${join(folder, 'host_rsa')}`,
    `AuthorizedKeysFile ${join(folder, 'id.pub')}`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    // bash reads its start-up file in a shell that sshd began; what stands in there is no part of what is tested.
    'SetEnv SHLVL=2',
    `PidFile ${join(folder, 'pid')}`,
  ];
}

async function listening(port: number): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('sshd did not start');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** The text that runs on a node. */
export const nodeScript = readFileSync(join(__dirname, '..', '..', 'deploy', 'node', 'sherlog-read'), 'utf8');

/** A console behind such an sshd, as a configuration has it; `rest` says what of it is read, and who may. */
export function consoleNode({ port, node, hostKey }: Sshd, rest: object): object {
  return {
    name: 'console-a',
    role: 'console',
    site: 'plant-7',
    host: '127.0.0.1',
    port,
    user: node.user,
    key: node.key,
    hostKey: hostKey('ed25519'),
    ...rest,
  };
}
