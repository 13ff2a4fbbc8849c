import type { ServerResponse } from 'node:http';
import { maxStreams } from './limits';

/** The pages that are open: each is told all there is when it comes, and then whatever changes (Server-Sent Events). */
export interface Streams {
  open(response: ServerResponse, all: object): void;
  tell(told: object): void;
  /** Lets the process end while pages are open; what is told until then still reaches them. */
  release(): void;
}

export function createStreams(most = maxStreams): Streams {
  const pages = new Set<ServerResponse>();
  return {
    open(response, all) {
      const [oldest] = pages;
      if (oldest && pages.size >= most) {
        send(oldest, { kind: 'moved' });
        oldest.end();
        pages.delete(oldest);
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      send(response, { kind: 'all', ...all });
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    tell(told) {
      for (const page of pages) send(page, told);
    },
    release() {
      for (const page of pages) page.socket?.unref();
    },
  };
}

function send(page: ServerResponse, told: object): void {
  page.write(`data: ${JSON.stringify(told)}\n\n`);
}
