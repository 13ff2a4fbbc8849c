import type { Client, ClientChannel } from 'ssh2';
import type { FileState, LogQuery, SearchOutcome } from '../../src/ports';
import { remoteCommand } from './script';

/** How much longer than the remote script's own time is waited, in milliseconds, before the connection is given up. */
const graceMs = 5_000;

/** Runs the constant script with a query's values on its input. Its end of input, or its time, ends it on the node. */
export async function run(client: Client, query: LogQuery, signal: AbortSignal): Promise<SearchOutcome> {
  if (signal.aborted) return { kind: 'canceled', detail: '' };
  return talk(await opened(client), query, signal);
}

function opened(client: Client): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.exec(remoteCommand, (error, channel) => (error ? reject(error) : resolve(channel)));
  });
}

function talk(channel: ClientChannel, query: LogQuery, signal: AbortSignal): Promise<SearchOutcome> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  return new Promise((resolve) => {
    // The end of its input is what ends the script: closing the channel alone would leave it running.
    const stop = () => void channel.end();
    const late = setTimeout(
      () => {
        channel.end();
        channel.close();
      },
      query.seconds * 1_000 + graceMs,
    );
    signal.addEventListener('abort', stop, { once: true });
    channel.on('data', (chunk: Buffer) => void out.push(chunk));
    channel.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
    channel.on('close', () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      const told = Buffer.concat(err).toString('utf8');
      resolve(
        signal.aborted
          ? { kind: 'canceled', detail: '' }
          : outcomeOf(Buffer.concat(out).toString('utf8'), told),
      );
    });
    channel.write(valuesOf(query));
  });
}

/** The values in the order in which the script reads them. A line break would begin the next value: none is let through. */
function valuesOf(query: LogQuery): string {
  const values = [
    query.seconds,
    query.path,
    query.text,
    Number(query.isRegex),
    Number(query.ignoresCase),
    query.before,
    query.after,
    query.maxHits,
    query.maxLineBytes,
    query.maxBytes,
    query.roots.length,
    ...query.roots,
  ];
  return values.map((value) => `${String(value).replace(/[\r\n\0]/g, ' ')}\n`).join('');
}

const namedEnds = ['no-such-file', 'not-regular', 'not-readable', 'outside-roots', 'timed-out'] as const;

function outcomeOf(output: string, told: string): SearchOutcome {
  const said = (name: string) => new RegExp(`^@${name} (.*)$`, 'm').exec(told)?.[1] ?? '';
  const outcome = said('outcome');
  const named = namedEnds.find((each) => each === outcome);
  if (named) return { kind: named, detail: '' };
  const detail = told
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('@'))
    .join(' ')
    .slice(0, 300);
  if (/memory exhausted|cannot allocate/i.test(detail)) return { kind: 'out-of-memory', detail };
  const status = said('grep');
  if (outcome !== 'read' || status === '') return { kind: 'failed', detail: detail || outcome };
  if (status === '2') return { kind: 'bad-pattern', detail };
  return {
    kind: output === '' ? 'nothing-found' : 'found',
    output,
    before: stateOf(said('before')),
    after: stateOf(said('after')),
    nodeTime: Number(said('now')),
  };
}

function stateOf(told: string): FileState {
  const [bytes = '', changed = '', inode = ''] = told.split(' ');
  return { bytes: Number(bytes), changed: Number(changed), inode };
}
