import { createServer, type RequestListener, type Server } from 'node:http';
import type { Address } from '../../src/ports';

/** What answers at one path. */
export type Page = () => Promise<{ readonly status: number; readonly text: string; readonly type: string }>;
export type Pages = ReadonlyMap<string, Page>;

/** A server of pages; rejects with a sentence where its address is taken. */
export function opened(pages: Pages, { host, port }: Address): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(served(pages));
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `ops: cannot listen on ${host}:${port} (${error.code ?? error.message}); set ops.health and ops.metrics`,
        ),
      ),
    );
    server.listen(port, host, () => resolve(server));
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function served(pages: Pages): RequestListener {
  return (request, response) => {
    const page = pages.get((request.url ?? '').split('?')[0] ?? '');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!page || !isRead) {
      response.writeHead(page ? 405 : 404).end();
      return;
    }
    page()
      .then(({ status, text, type }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(request.method === 'HEAD' ? undefined : text);
      })
      .catch(() => response.writeHead(500).end());
  };
}
