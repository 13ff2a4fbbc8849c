import type { Client } from 'ssh2';
import type { ListResult, RemoteLogs, RunFailure, SearchResult, Way } from '../../src/ports';
import { createBreaker } from './breaker';
import type { Own } from './connect';
import { createPool, type Connection } from './pool';
import { Busy, Lost, run, type Ended } from './run';
import { remoteCommand } from './script';
import { byPlace, fileOutcome, folderOutcome } from './told';
import { listValues, searchValues } from './values';

/** How often a search is tried where the node takes no more sessions, and the pause between, in milliseconds. */
const mostTries = 4;
const pauseMs = 250;

/** Logs over SSH: a connection a node, kept open, its host key pinned at every hop. `script` is what runs on the node. */
export function createRemoteLogs(own: Own, script: string): RemoteLogs {
  const pool = createPool(own, createBreaker());
  const command = remoteCommand(script);

  async function runOn(
    way: Way,
    valuesOf: (nonce: string) => string,
    seconds: number,
    signal: AbortSignal,
  ): Promise<Ended | RunFailure> {
    const connection = await unlessAborted(pool.connectionTo(way), signal);
    if (connection === 'canceled') return { kind: 'canceled', detail: '' };
    if ('kind' in connection) return connection;
    const queued = connection.queue(() => tried(connection, command, valuesOf, seconds, signal));
    const ended = await unlessAborted(queued.catch(lostOf(way, connection)), signal, 2_000);
    return ended === 'canceled' ? { kind: 'canceled', detail: '' } : ended;
  }

  /** A connection on which nobody answers is given up: the next search opens another. */
  function lostOf(way: Way, connection: Connection) {
    return (error: unknown): RunFailure => {
      if (error instanceof Busy) return { kind: 'busy', detail: error.message };
      pool.drop(way, connection);
      const detail = error instanceof Lost ? error.message : String(error);
      return { kind: 'unreachable', hop: way.at(-1)?.name ?? '', detail };
    };
  }

  return {
    async search(way, query, signal): Promise<SearchResult> {
      const ended = await runOn(way, (nonce) => searchValues(query, nonce), query.seconds, signal);
      if (ended.kind !== 'ended') return ended;
      const places = byPlace(ended.said);
      const files = query.files.map((_, at) => fileOutcome(places[at] ?? [], query.isRegex, ended.told));
      return { kind: 'searched', clock: ended.clock, files };
    },
    async list(way, listing, signal): Promise<ListResult> {
      const ended = await runOn(way, (nonce) => listValues(listing, nonce), listing.seconds, signal);
      if (ended.kind !== 'ended') return ended;
      const places = byPlace(ended.said);
      const folders = listing.places.map((_, at) => folderOutcome(places[at] ?? []));
      const tools = ended.said.filter(({ word }) => word === 'tool').map(({ rest }) => rest);
      return { kind: 'listed', clock: ended.clock, tools, folders };
    },
    standing: pool.standing,
    close: () => pool.close(),
  };
}

async function tried(
  { clients }: Connection,
  command: string,
  valuesOf: (nonce: string) => string,
  seconds: number,
  signal: AbortSignal,
): Promise<Ended | RunFailure> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await run(clients.at(-1) as Client, command, valuesOf, seconds, signal);
    } catch (error) {
      if (!(error instanceof Busy) || attempt === mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs * attempt));
    }
}

/** Resolves when the work does, or so many milliseconds after it was canceled. */
function unlessAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal,
  graceMs = 0,
): Promise<Value | 'canceled'> {
  return new Promise((resolve, reject) => {
    const stop = () => void setTimeout(() => resolve('canceled'), graceMs);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
