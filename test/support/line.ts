import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP line to a port of loopback that can break as lines do. */
export interface Line {
  readonly port: number;
  /** Nothing gets through any more, and neither side is told. */
  stall(): void;
  /** What waited goes on. */
  resume(): void;
  /** Cuts what is connected; and refuses the next ones, where told so, until `resume`. */
  drop(refusesNext?: boolean): void;
  close(): void;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

export async function lineTo(port: number): Promise<Line> {
  const pairs = new Set<Pair>();
  let state: 'open' | 'stalled' | 'refusing' = 'open';
  const server = createServer((near) => {
    if (state === 'refusing') return void near.destroy();
    const pair = { near, far: connect(port, '127.0.0.1') };
    pairs.add(pair);
    for (const socket of [pair.near, pair.far])
      socket.on('error', () => {}).on('close', () => end(pair, pairs));
    if (state === 'open') join(pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => pairs.forEach((pair) => end(pair, pairs));
  return {
    port: (server.address() as AddressInfo).port,
    stall() {
      state = 'stalled';
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.unpipe().pause();
    },
    resume() {
      if (state === 'stalled') pairs.forEach(join);
      state = 'open';
    },
    drop(refusesNext = false) {
      if (refusesNext) state = 'refusing';
      cut();
    },
    close() {
      cut();
      server.close();
    },
  };
}

function join({ near, far }: Pair): void {
  near.pipe(far).pipe(near);
}

function end(pair: Pair, pairs: Set<Pair>): void {
  pairs.delete(pair);
  pair.near.destroy();
  pair.far.destroy();
}
