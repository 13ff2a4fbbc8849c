import type { Client } from 'ssh2';
import type { ConnectFailure, NodeStanding, Way } from '../../src/ports';
import type { createBreaker } from './breaker';
import { close, connect, NotConnected, type Own } from './connect';
import { createQueue, type Queue } from './queue';

/** Most channels of a connection at once: sshd allows ten sessions (MaxSessions), of which two stay free. */
const mostChannels = 8;
/** A connection that nobody used for so long is closed, in milliseconds. */
const idleMs = 300_000;

export interface Connection {
  readonly clients: readonly Client[];
  readonly queue: Queue;
}

/** Connections that are kept open, one a node. */
export function createPool(own: Own, breaker: ReturnType<typeof createBreaker>) {
  const open = new Map<string, Promise<Connection | ConnectFailure>>();
  /** By its name, the newest way to each node. */
  const ways = new Map<string, string>();
  const queues = new Map<string, Queue>();
  const idle = new Map<string, NodeJS.Timeout>();

  function connectionTo(way: Way): Promise<Connection | ConnectFailure> {
    const node = way.at(-1);
    const key = keyOf(way);
    ways.set(node?.name ?? '', key);
    closeWhenIdle(key);
    const known = open.get(key);
    if (known) return known;
    const refusal = breaker.refusal(key);
    if (refusal) return Promise.resolve(refusal);
    const opening = connect(way, own).then(
      (clients): Connection => {
        breaker.succeeded(key);
        clients.at(-1)?.once('close', () => forget(key, opening));
        const queue = createQueue(Math.min(mostChannels, node?.concurrency ?? mostChannels));
        queues.set(key, queue);
        return { clients, queue };
      },
      (error: unknown): ConnectFailure => {
        open.delete(key);
        const failure = failureOf(error, node?.name ?? '');
        breaker.failed(key, failure);
        return failure;
      },
    );
    open.set(key, opening);
    return opening;
  }

  function forget(key: string, opened: Promise<unknown>): void {
    if (open.get(key) === opened) open.delete(key);
  }

  function closeWhenIdle(key: string): void {
    clearTimeout(idle.get(key));
    const timer = setTimeout(() => void closeOne(key), idleMs);
    idle.set(key, timer.unref());
  }

  async function closeOne(key: string): Promise<void> {
    clearTimeout(idle.get(key));
    const opened = open.get(key);
    open.delete(key);
    queues.delete(key);
    const connection = await opened;
    if (connection && 'clients' in connection) close(connection.clients);
  }

  return {
    connectionTo,
    /** Gives up a connection on which nothing is to be expected any more. */
    drop(way: Way, { clients }: Connection): void {
      open.delete(keyOf(way));
      for (const client of clients) client.destroy();
    },
    standing: (): NodeStanding[] =>
      [...ways].map(([node, key]) => ({
        node,
        waiting: queues.get(key)?.waiting() ?? 0,
        isResting: breaker.refusal(key) !== undefined,
      })),
    async close(): Promise<void> {
      await Promise.all([...idle.keys()].map(closeOne));
    },
  };
}

/** A node whose address, login or host key was changed is another: its connection is none of the old one's. */
function keyOf(way: Way): string {
  return JSON.stringify(
    way.map(({ name, host, port, user, key, agent, hostKey, knownHosts }) => [
      name,
      host,
      port,
      user,
      key,
      agent,
      hostKey,
      knownHosts,
    ]),
  );
}

function failureOf(error: unknown, hop: string): ConnectFailure {
  if (error instanceof NotConnected) return error.failure;
  return { kind: 'unreachable', hop, detail: error instanceof Error ? error.message : String(error) };
}
