import type { RequestListener } from 'node:http';

/** What answers at one path. */
export type Page = () => Promise<{ readonly status: number; readonly text: string; readonly type: string }>;
export type Pages = ReadonlyMap<string, Page>;

/** Answers what is asked for at its path; nothing is taken. */
export function served(pages: Pages): RequestListener {
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
