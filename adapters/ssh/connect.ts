import { readFileSync } from 'node:fs';
import { connect as openSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client, utils, type ConnectConfig, type ServerHostKeyAlgorithm } from 'ssh2';
import type { ConnectFailure, RemoteNode } from '../../src/ports';
import { algorithmsOf, fingerprintOf, pinsOf, typeOf } from './pins';

/** A way to a node did not open. */
export class NotConnected extends Error {
  constructor(readonly failure: ConnectFailure) {
    super(`${failure.hop}: ${failure.kind}`);
    this.name = 'NotConnected';
  }
}

/** What a node that names none is logged in to with. */
export interface Own {
  readonly agent: string | undefined;
  readonly account: string;
}

/** Longest wait for a handshake, in milliseconds; and how a dead peer is noticed. */
const handshakeMs = 10_000;
const keepaliveMs = 10_000;
const mostSilences = 3;

/** Opens a connection to a node through its jump hosts, each held to its pinned key. The clients, the node's own last. */
export async function connect(way: readonly RemoteNode[], own: Own): Promise<Client[]> {
  const clients: Client[] = [];
  try {
    for (const node of way) {
      // What is missing here is told before anything is opened there.
      const asked = credentials(node, own);
      const before = clients.at(-1);
      const socket = before ? await forwarded(before, node) : direct(node);
      clients.push(await login(node, socket, asked));
    }
    return clients;
  } catch (error) {
    close(clients);
    throw error;
  }
}

export function close(clients: readonly Client[]): void {
  for (const client of [...clients].reverse()) client.end();
}

/** Small packets go out at once: with Nagle's algorithm every exchange would wait for an acknowledgement. */
function direct({ host, port }: RemoteNode): Duplex {
  return openSocket({ host, port, noDelay: true });
}

function forwarded(through: Client, { name, host, port }: RemoteNode): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    through.forwardOut('127.0.0.1', 0, host, port, (error, stream) =>
      error
        ? reject(new NotConnected({ kind: 'unreachable', hop: name, detail: error.message }))
        : resolve(stream),
    );
  });
}

function login(node: RemoteNode, sock: Duplex, own: ConnectConfig): Promise<Client> {
  const pins = pinsOf(node);
  const { name } = node;
  let offered: Buffer | undefined;
  const isPinned = (key: Buffer) => {
    offered = key;
    return pins.some((pin) => pin.key.equals(key));
  };
  const client = new Client();
  return new Promise((resolve, reject) => {
    const fail = (error: Error & { level?: string }) => {
      client.destroy();
      sock.destroy();
      reject(new NotConnected(failureOf(error, name, pins.length > 0, offered)));
    };
    // Errors come more than once, and after the login too: what runs on the connection hears of its end otherwise.
    sock.on('error', fail);
    client.on('error', fail);
    client.once('ready', () => resolve(client));
    const config = { ...own, sock: sock as never, hostVerifier: isPinned };
    const algorithms =
      pins.length > 0 ? { serverHostKey: algorithmsOf(pins) as ServerHostKeyAlgorithm[] } : {};
    try {
      client.connect({ ...config, algorithms, ...waits });
    } catch (error) {
      fail(error as Error);
    }
  });
}

const waits = {
  readyTimeout: handshakeMs,
  keepaliveInterval: keepaliveMs,
  keepaliveCountMax: mostSilences,
};

/** Only what the node is configured with is tried: a server counts what it refuses. */
function credentials(
  { user, key, name, agent: asksAgent }: RemoteNode,
  { agent, account }: Own,
): ConnectConfig {
  const username = user ?? account;
  const refused = (detail: string) => new NotConnected({ kind: 'login-refused', hop: name, detail });
  if (key === undefined && asksAgent && agent === undefined)
    throw refused('agent: true, but no ssh-agent is here: SSH_AUTH_SOCK is not set');
  if (key === undefined)
    return agent === undefined ? { username } : { username, agent, authHandler: ['agent'] };
  const privateKey = readOrUndefined(key);
  if (privateKey === undefined) throw refused(`the key file ${key} cannot be read`);
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error)
    throw refused(
      `the key file ${key} cannot be used: ${parsed.message}; expected a private key without a passphrase, or agent: true`,
    );
  return { username, privateKey, authHandler: ['publickey'] };
}

function readOrUndefined(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Why a handshake failed: the host key first, since nothing else counts without it. */
function failureOf(
  error: Error & { level?: string },
  hop: string,
  hasPins: boolean,
  offered: Buffer | undefined,
): ConnectFailure {
  if (offered && error.message.includes('Host denied')) {
    const detail = `${typeOf(offered)} ${fingerprintOf(offered)}`;
    const key = `${typeOf(offered)} ${offered.toString('base64')}`;
    return { kind: hasPins ? 'host-key-changed' : 'host-key-missing', hop, detail, offered: key };
  }
  if (/no matching host key/i.test(error.message))
    return { kind: 'host-key-changed', hop, detail: 'the node no longer has a key of the pinned type' };
  if (error.level === 'client-authentication') return { kind: 'login-refused', hop, detail: error.message };
  return { kind: 'unreachable', hop, detail: error.message };
}
