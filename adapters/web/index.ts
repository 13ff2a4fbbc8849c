import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { listening, portOf } from '../../src/chat/listening';
import { owner } from '../../src/chat/owner';
import type { Locale } from '../../src/language';
import type { ChatAdapter, Desk } from '../../src/ports';
import type { Person } from '../../src/request';
import { createDoor } from './door';
import { drawn, edited } from './outlet';
import { readPage } from './page';
import { routes, type House } from './routes';
import { createSeen } from './seen';
import { createShelf } from './shelf';
import { createStreams } from './streams';
import { createThreads } from './threads';

export interface WebOptions {
  /** Where it listens, on this machine alone; 0 for any free port. Left out: the usual one, or any where that is taken. */
  readonly port?: number | undefined;
  /** The folder of the page's files. */
  readonly folder: string;
  /** Who sits at it is whoever runs the process; otherwise somebody who may what everybody may. */
  readonly isOwner: boolean;
  /** Fixes the language of the answers. */
  readonly locale?: Locale | undefined;
  /** Tells whoever started the process where the page is. */
  readonly tell: (sentence: string) => void;
  readonly log: House['log'];
}

/** The port where nothing else is said. */
export const usualPort = 7_437;

/** Somebody at the page of a process that was not started at a terminal; a rule can name them. */
const visitor: Person = { id: 'web-visitor', name: 'visitor' };

/** The chat in a browser on this machine: threads in memory, told to the open pages as they change. */
export function createWebChat(options: WebOptions): ChatAdapter {
  const streams = createStreams();
  const threads = createThreads(streams.tell, () => new Date());
  const shelf = createShelf();
  const place = { threads, shelf };
  let house: House | undefined;
  let server: Server | undefined;
  return {
    name: 'web',
    async start(desk) {
      server = await listenAt(
        options,
        routes(() => house),
      );
      const door = createDoor(portOf(server));
      house = { ...houseOf(options, desk), ...place, streams, door };
      options.tell(`In a browser 在浏览器中打开: ${door.address}`);
    },
    async announce(reply, at) {
      const isEdited = at?.posted !== undefined && edited(at.posted.id, reply, place) === 'edited';
      if (isEdited) return;
      const id = randomUUID();
      const body = drawn(reply, id, place);
      if (at && threads.has(at.thread.id)) threads.answered(at.thread.id, id, body);
      else threads.noticed(body);
    },
    async stop() {
      // What is being answered still reaches the open pages; they do not keep the process.
      house = undefined;
      server?.close();
      server?.closeIdleConnections();
      streams.release();
    },
  };
}

function houseOf({ folder, isOwner, locale, log }: WebOptions, desk: Desk) {
  return {
    desk,
    log,
    page: readPage(folder),
    seat: { asker: isOwner ? owner() : visitor, locale },
    given: createShelf(),
    isNew: createSeen(),
  };
}

async function listenAt(
  { port, tell }: WebOptions,
  listener: Parameters<typeof listening>[0],
): Promise<Server> {
  const at = (wanted: number) =>
    listening(listener, { host: '127.0.0.1', port: wanted }, { name: 'web', setting: 'web.port' });
  if (port !== undefined) return at(port);
  return at(usualPort).catch(() => {
    tell(`web: port ${usualPort} is taken, any free one is used`);
    return at(0);
  });
}
