import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackLog } from './answering';

/** The part of a Socket Mode client that is used. */
export interface SocketClient {
  start(): Promise<unknown>;
  on(event: 'disconnected', listener: () => void): unknown;
}

/** Pauses between attempts, in milliseconds: they grow, so that a service that comes back is not run over. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Connects again whenever the connection is lost, for as long as it takes: the client's own way gives up after some
 * failures, in a rejection that nobody handles, and takes the process with it.
 */
export function keepConnected(client: SocketClient, log: SlackLog, pauseMs = firstPauseMs) {
  const stopping = new AbortController();
  let isConnecting = false;
  let isLost = false;
  const reconnect = async () => {
    if (isConnecting || stopping.signal.aborted) return;
    isConnecting = true;
    isLost = true;
    for (let pause = pauseMs; !stopping.signal.aborted; pause = Math.min(longestPauseMs, pause * 2)) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) break;
      const isBack = await client.start().then(
        () => true,
        (error: unknown) => {
          log.error({ reason: String(error) }, 'Slack cannot be reached; trying again');
          return false;
        },
      );
      if (!isBack) continue;
      log.info({}, 'Slack is connected again');
      isLost = false;
      break;
    }
    isConnecting = false;
  };
  client.on('disconnected', () => void reconnect());
  return { reconnect, isConnected: () => !isLost, stop: () => stopping.abort() };
}
