import { spawn } from 'node:child_process';
import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Server, utils, type AuthContext, type ServerChannel } from 'ssh2';

/** An SSH server in this process, on loopback only: it runs one command, and lets in one key. */
export interface DemoServer {
  readonly port: number;
  /** `<type> <base64>` */
  readonly hostKey: string;
  readonly privateKey: string;
  close(): void;
}

export async function startServer(command: string): Promise<DemoServer> {
  const host = utils.generateKeyPairSync('ed25519');
  const login = utils.generateKeyPairSync('ed25519');
  const server = new Server({ hostKeys: [host.private] }, (client) => {
    client.on('authentication', (context) =>
      mayEnter(context, login.public) ? context.accept() : context.reject(),
    );
    client.on('session', (accept) => {
      accept().on('exec', (take, refuse, asked) =>
        asked.command === command ? run(command, take()) : refuse(),
      );
    });
    // A connection that breaks off is no failure of the demo's.
    client.on('error', () => {});
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hostKey = host.public.split(' ').slice(0, 2).join(' ');
  return { port, hostKey, privateKey: login.private, close: () => server.close() };
}

function mayEnter(context: AuthContext, publicKey: string): boolean {
  const allowed = utils.parseKey(publicKey);
  if (context.method !== 'publickey' || allowed instanceof Error) return false;
  const own = allowed.getPublicSSH();
  if (context.key.data.length !== own.length || !timingSafeEqual(context.key.data, own)) return false;
  // Without a signature the client only asks whether the key would do.
  if (!context.signature) return true;
  // What is no key's signature comes back as an Error, whatever its type says.
  const isRight: unknown = allowed.verify(context.blob ?? '', context.signature, context.hashAlgo);
  return isRight === true;
}

/** A process group of its own: the script ends its whole group. */
function run(command: string, channel: ServerChannel): void {
  const child = spawn('/bin/sh', ['-c', command], { detached: true });
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  const end = (code: number | null) => {
    channel.exit(code ?? 1);
    channel.end();
  };
  child.on('close', end);
  child.on('error', () => end(127));
  // It may have ended before it read everything.
  child.stdin.on('error', () => {});
}
