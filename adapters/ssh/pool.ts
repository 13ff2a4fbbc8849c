import type { Client } from 'ssh2';
import type { ConnectFailure, Way } from '../../src/ports';
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
  const idle = new Map<string, NodeJS.Timeout>();

  function connectionTo(way: Way): Promise<Connection | ConnectFailure> {
    const node = way.at(-1);
    const name = node?.name ?? '';
    closeWhenIdle(name);
    const known = open.get(name);
    if (known) return known;
    const refusal = breaker.refusal(name);
    if (refusal) return Promise.resolve(refusal);
    const opening = connect(way, own).then(
      (clients): Connection => {
        breaker.succeeded(name);
        clients.at(-1)?.once('close', () => forget(name, opening));
        return { clients, queue: createQueue(Math.min(mostChannels, node?.concurrency ?? mostChannels)) };
      },
      (error: unknown): ConnectFailure => {
        open.delete(name);
        const failure = failureOf(error, name);
        breaker.failed(name, failure);
        return failure;
      },
    );
    open.set(name, opening);
    return opening;
  }

  function forget(name: string, opened: Promise<unknown>): void {
    if (open.get(name) === opened) open.delete(name);
  }

  function closeWhenIdle(name: string): void {
    clearTimeout(idle.get(name));
    const timer = setTimeout(() => void closeOne(name), idleMs);
    idle.set(name, timer.unref());
  }

  async function closeOne(name: string): Promise<void> {
    clearTimeout(idle.get(name));
    const opened = open.get(name);
    open.delete(name);
    const connection = await opened;
    if (connection && 'clients' in connection) close(connection.clients);
  }

  return {
    connectionTo,
    /** Gives up a connection on which nothing is to be expected any more. */
    drop(way: Way, { clients }: Connection): void {
      open.delete(way.at(-1)?.name ?? '');
      for (const client of clients) client.destroy();
    },
    async close(): Promise<void> {
      await Promise.all([...idle.keys()].map(closeOne));
    },
  };
}

function failureOf(error: unknown, hop: string): ConnectFailure {
  if (error instanceof NotConnected) return error.failure;
  return { kind: 'unreachable', hop, detail: error instanceof Error ? error.message : String(error) };
}
