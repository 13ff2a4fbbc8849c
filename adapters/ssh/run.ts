import { randomBytes } from 'node:crypto';
import type { Client, ClientChannel } from 'ssh2';
import type { Clock, RunFailure } from '../../src/ports';
import { saidIn, type Said } from './told';

/** How much longer than the script's own time is waited, in milliseconds, before the connection is given up. */
const graceMs = 5_000;

/** A run that came to its end, with the node's clock and what the node's programs complained of. */
export interface Ended {
  readonly kind: 'ended';
  readonly clock: Clock;
  readonly said: readonly Said[];
  readonly told: string;
}

/** Nothing is waited for longer, in seconds, whatever a search asks for; the script holds to the same. */
const mostSeconds = 60;
const waitFor = (seconds: number) =>
  (seconds > 0 && seconds < mostSeconds ? seconds : mostSeconds) * 1_000 + graceMs;

/** The node takes no more sessions on this connection now. */
export class Busy extends Error {}
/** The connection is there no more, or nobody answers on it. */
export class Lost extends Error {}

/** Runs the script with values on its input. The end of that input, or its time, ends it on the node. */
export async function run(
  client: Client,
  script: string,
  valuesOf: (nonce: string) => string,
  seconds: number,
  signal: AbortSignal,
): Promise<Ended | RunFailure> {
  if (signal.aborted) return canceled;
  const channel = await opened(client, script, seconds);
  const nonce = randomBytes(16).toString('hex');
  const startedAt = performance.now();
  channel.write(valuesOf(nonce));
  const output = await outputOf(channel, `@${nonce} now `, seconds, signal);
  if (signal.aborted) return canceled;
  const said = saidIn(output.out, nonce);
  const end = said.find(({ word }) => word === 'end')?.rest;
  if (end === 'timed-out') return { kind: 'timed-out', detail: '' };
  if (end === undefined && output.isLate) throw new Lost('no answer');
  if (end !== 'done') return { kind: 'failed', detail: output.err || end || 'the connection was lost' };
  const now = said.find(({ word }) => word === 'now')?.rest ?? '';
  const clock = clockOf(parseFloat(now) * 1_000, startedAt, output.toldTimeAt);
  return { kind: 'ended', clock, said, told: output.err };
}

const canceled: RunFailure = { kind: 'canceled', detail: '' };

/** The node told its time somewhere between the asking and the answer; the middle is the best guess. */
function clockOf(nodeMs: number, askedAt: number, answeredAt: number): Clock {
  const errorMs = (answeredAt - askedAt) / 2;
  return { offsetMs: nodeMs - (performance.timeOrigin + askedAt + errorMs), errorMs };
}

function opened(client: Client, script: string, seconds: number): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Lost('no answer')), waitFor(seconds));
    const settle = (error: Error | undefined, channel: ClientChannel) => {
      clearTimeout(late);
      if (!error) resolve(channel);
      else
        reject(
          /channel open failure/i.test(error.message) ? new Busy(error.message) : new Lost(error.message),
        );
    };
    try {
      client.exec(script, settle);
    } catch (error) {
      clearTimeout(late);
      reject(new Lost(error instanceof Error ? error.message : String(error)));
    }
  });
}

interface Output {
  readonly out: string;
  readonly err: string;
  /** When the node's time came. */
  readonly toldTimeAt: number;
  /** It did not end in its time. */
  readonly isLate: boolean;
}

function outputOf(
  channel: ClientChannel,
  timeMark: string,
  seconds: number,
  signal: AbortSignal,
): Promise<Output> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let toldTimeAt: number | undefined;
  let isLate = false;
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      const told = Buffer.concat(err).toString('utf8').trim().slice(0, 300);
      resolve({
        out: Buffer.concat(out).toString('utf8'),
        err: told,
        toldTimeAt: toldTimeAt ?? performance.now(),
        isLate,
      });
    };
    // The end of its input is what ends the script: closing the channel alone would leave it running.
    const stop = () => {
      channel.end();
      // Nobody waits for a node that does not even hear of it.
      setTimeout(finish, 1_000).unref();
    };
    const late = setTimeout(() => {
      isLate = true;
      channel.end();
      channel.close();
      finish();
    }, waitFor(seconds));
    signal.addEventListener('abort', stop, { once: true });
    channel.on('data', (chunk: Buffer) => {
      if (toldTimeAt === undefined && chunk.includes(timeMark)) toldTimeAt = performance.now();
      out.push(chunk);
    });
    channel.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
    channel.on('error', () => {});
    channel.on('close', finish);
  });
}
