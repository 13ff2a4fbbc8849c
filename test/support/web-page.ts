import { request as httpRequest } from 'node:http';

/** An open page without a browser: what its server sends, and what it takes. */
export interface WebPage {
  /** Everything that was told so far, in its order. */
  readonly told: readonly Told[];
  post(did: object): Promise<Answer>;
  give(name: string, content: string | Uint8Array): Promise<Answer>;
  get(path: string): Promise<Answer>;
  close(): void;
}

export interface Told {
  readonly kind: string;
  readonly [name: string]: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request as anything could send it: with any headers, Host among them. */
export function ask(
  url: string | URL,
  options: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Goes in by the address that was printed: where the page is, and the cookie that it is asked with. */
export async function enter(address: string): Promise<{ readonly base: URL; readonly cookie: string }> {
  const { headers } = await ask(address);
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  return { base: new URL(String(headers['location']), address), cookie };
}

/** Opens the page of an address as a browser does: follows what happens, sends what is done. */
export async function openWebPage(address: string, language = 'en'): Promise<WebPage> {
  const { base, cookie } = await enter(address);
  const headers = { cookie, origin: base.origin };
  const told: Told[] = [];
  const stream = httpRequest(
    new URL(`events?lang=${language}`, base),
    { headers: { cookie } },
    (response) => {
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop() ?? '';
        told.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, '')) as Told));
      });
      response.on('error', () => undefined);
    },
  );
  stream.on('error', () => undefined);
  stream.end();
  return {
    told,
    post: (did) => ask(new URL('did', base), { method: 'POST', headers, body: JSON.stringify(did) }),
    give: (name, content) =>
      ask(new URL(`files?name=${encodeURIComponent(name)}`, base), {
        method: 'POST',
        headers,
        body: content,
      }),
    get: (path) => ask(new URL(path, base), { headers: { cookie } }),
    close: () => stream.destroy(),
  };
}
