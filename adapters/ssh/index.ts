import type { Client } from 'ssh2';
import type { ConnectFailure, RemoteLogs, RemoteNode } from '../../src/ports';
import { close, connect, NotConnected } from './connect';
import { createQueue, type Queue } from './queue';
import { run } from './run';

/** Most channels of a connection at once: sshd allows ten sessions (MaxSessions), of which two stay free. */
const mostChannels = 8;

interface Connection {
  readonly clients: readonly Client[];
  readonly queue: Queue;
}

/**
 * Logs over SSH: a connection a node, kept open; its host key pinned at every hop. `agent` is the ssh-agent's socket,
 * `account` the one to log in with where a node names none.
 */
export function createRemoteLogs(agent: string | undefined, account: string): RemoteLogs {
  const open = new Map<string, Promise<Connection>>();

  function connectionTo(way: readonly RemoteNode[]): Promise<Connection> {
    const name = way.at(-1)?.name ?? '';
    const known = open.get(name);
    if (known) return known;
    const opening = connect(way, { agent, account }).then((clients) => {
      clients.at(-1)?.once('close', () => open.delete(name));
      return { clients, queue: createQueue(mostChannels) };
    });
    open.set(name, opening);
    opening.catch(() => open.delete(name));
    return opening;
  }

  return {
    async search(way, query, signal) {
      try {
        const { clients, queue } = await connectionTo(way);
        return await queue(() => run(clients.at(-1) as Client, query, signal));
      } catch (error) {
        return failureOf(error, way);
      }
    },
    async check(way) {
      try {
        await connectionTo(way);
        return { kind: 'connected' };
      } catch (error) {
        return failureOf(error, way);
      }
    },
    async close() {
      const connections = await Promise.allSettled(open.values());
      for (const each of connections) if (each.status === 'fulfilled') close(each.value.clients);
      open.clear();
    },
  };
}

function failureOf(error: unknown, way: readonly RemoteNode[]): ConnectFailure {
  if (error instanceof NotConnected) return error.failure;
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'unreachable', hop: way.at(-1)?.name ?? '', detail };
}
