import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createWebChat, usualPort } from '../../adapters/web';
import type { Request } from '../../src/request';
import { testDesk } from '../support/desk';
import { projectFolder } from '../support/knowledge';
import { ask, enter, openWebPage } from '../support/web-page';

/* Who gets in, and how much they may bring. */

let chat: ReturnType<typeof createWebChat>;
let address: URL;
let inside: { readonly base: URL; readonly cookie: string };
let requests: Request[];

beforeEach(async () => {
  requests = [];
  chat = createWebChat({
    port: 0,
    folder: join(projectFolder, 'deploy', 'web'),
    isOwner: false,
    tell: (sentence) => (address = new URL(/http:\S+/.exec(sentence)?.[0] ?? '')),
    log: { error: () => {} },
  });
  await chat.start(
    testDesk(async (request) => {
      requests.push(request);
      return { kind: 'reply', title: 'answered', blocks: [] };
    }),
  );
  inside = await enter(address.href);
});
afterEach(() => chat.stop());

const own = () => ({ cookie: inside.cookie, origin: address.origin });
const at = (path: string) => new URL(path, inside.base);
const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = own()) =>
  ask(at(path), { method: 'POST', headers, body });
const statusOf = async (headers: Record<string, string>, path = '') =>
  (await ask(at(path), { headers: { cookie: inside.cookie, ...headers } })).status;

test('the token is exchanged for a cookie that scripts, other sites and other ports do not get, and leaves the address', async () => {
  const { status, headers } = await ask(address);
  expect(status).toBe(303);
  expect(headers['location']).toMatch(/^\/[\w-]{16}\/$/);
  expect(String(headers['set-cookie'])).toMatch(
    new RegExp(
      `^sherlog-${address.port}=[\\w-]{32}; Path=${String(headers['location'])}; HttpOnly; SameSite=Strict$`,
    ),
  );
  expect(await statusOf({})).toBe(200);
});

test.each(['/', '/?token=', '/?token=wrong', '/style.css', '/events', '/%2e%2e/etc/passwd'])(
  'without the token, or with a wrong one, %s is refused with what to do',
  async (path) => {
    const { status, text } = await ask(new URL(path, address));
    expect([status, text]).toEqual([403, expect.stringContaining('Open the address that sherlog printed')]);
  },
);

test.each(['', 'events', 'app.js', 'files/x'])(
  'a place inside (%s) is refused without its cookie, or with another',
  async (path) => {
    expect((await ask(at(path))).status).toBe(403);
    const other = `sherlog-${address.port}=${'x'.repeat(32)}`;
    expect((await ask(at(path), { headers: { cookie: other } })).status).toBe(403);
  },
);

test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]'])(
  'a foreign Host (%s) is refused, the cookie or the token notwithstanding',
  async (host) => {
    expect(await statusOf({ host })).toBe(403);
    expect((await ask(address, { headers: { host } })).status).toBe(403);
  },
);

test('what is no address at all is refused like any other', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(address.port), '127.0.0.1', () =>
      socket.write(`GET // HTTP/1.1\r\nHost: ${address.host}\r\n\r\n`),
    );
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('utf8'));
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

test('localhost is the same machine', async () => {
  expect(await statusOf({ host: `localhost:${address.port}` })).toBe(200);
});

test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
  'a foreign Origin (%s) is refused, and a POST without one',
  async (origin) => {
    expect(await statusOf({ origin })).toBe(403);
    expect(await statusOf({ origin }, 'events')).toBe(403);
    const body = JSON.stringify({ kind: 'opened', locale: 'en' });
    expect((await post('did', body, { cookie: inside.cookie, origin })).status).toBe(403);
    expect((await post('did', body, { cookie: inside.cookie })).status).toBe(403);
    expect(requests).toEqual([]);
  },
);

test.each(['cross-site', 'same-site'])('what a browser says is %s is refused', async (site) => {
  expect(await statusOf({ 'sec-fetch-site': site })).toBe(403);
  expect((await ask(address, { headers: { 'sec-fetch-site': site } })).status).toBe(403);
  expect(await statusOf({ 'sec-fetch-site': 'same-origin' })).toBe(200);
});

test('a WebSocket is refused, whoever asks for it', async () => {
  const lines = [
    `GET ${inside.base.pathname}events HTTP/1.1`,
    `Host: ${address.host}`,
    `Origin: ${address.origin}`,
    `Cookie: ${inside.cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(address.port), '127.0.0.1', () =>
      socket.write(`${lines.join('\r\n')}\r\n\r\n`),
    );
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('utf8'));
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

test('everything says that it is nobody else’s, and is not to be kept', async () => {
  for (const path of ['', 'app.js', 'nothing', 'files/x']) {
    const { headers } = await ask(at(path), { headers: { cookie: inside.cookie } });
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/,
      ),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  }
});

test('only what the page has is served, by GET', async () => {
  expect(await statusOf({}, 'app.js')).toBe(200);
  expect(await statusOf({}, 'index.html')).toBe(404);
  expect(await statusOf({}, '..%2f..%2fpackage.json')).toBe(404);
  expect((await ask(at(''), { method: 'PUT', headers: own() })).status).toBe(405);
});

test('a text has 600 KB at most, a file 20 MB, whatever their length was said to be', async () => {
  expect((await post('did', 'x'.repeat(600 * 1_024 + 1))).status).toBe(413);
  const chunked = { ...own(), 'transfer-encoding': 'chunked' };
  expect((await post('did', 'x'.repeat(600 * 1_024 + 1), chunked)).status).toBe(413);
  expect((await post('files?name=a.log', new Uint8Array(20 * 1_024 * 1_024 + 1))).status).toBe(413);
  expect((await post('files?name=a.log', new Uint8Array(20 * 1_024 * 1_024))).status).toBe(200);
});

test.each(['', 'no json', '[]', '{"kind":"message"}', '{"kind":"opened","locale":"en","isOwner":true}'])(
  'what the page does not send (%s) is no request',
  async (body) => {
    expect((await post('did', body)).status).toBe(400);
    expect(requests).toEqual([]);
  },
);

test('a thread that is not there is told, and nothing is asked', async () => {
  const did = { kind: 'message', thread: randomUUID(), key: randomUUID(), text: 'x' };
  expect((await post('did', JSON.stringify(did))).status).toBe(404);
  expect(requests).toEqual([]);
});

test('whoever sits at the page of a process that was not started at a terminal has no rights of its owner', async () => {
  await post('did', JSON.stringify({ kind: 'opened', locale: 'en' }));
  expect(requests[0]?.asker).toEqual({ id: 'web-visitor', name: 'visitor' });
});

test('the newest four pages are told of everything; an older one is told that it is not', async () => {
  const pages = [];
  for (let count = 0; count < 5; count += 1) {
    const page = await openWebPage(address.href);
    pages.push(page);
    while (page.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(pages.map(({ told }) => told.some(({ kind }) => kind === 'moved'))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  for (const page of pages) page.close();
});

test('a port that was asked for and is taken is told by its setting; the usual one gives way to any free one', async () => {
  const told: string[] = [];
  const options = {
    folder: join(projectFolder, 'deploy', 'web'),
    isOwner: false,
    tell: (sentence: string) => void told.push(sentence),
    log: { error: () => {} },
  };
  const desk = testDesk(async () => ({ kind: 'reply', blocks: [] }));
  const taken = createWebChat({ ...options, port: Number(address.port) });
  await expect(taken.start(desk)).rejects.toThrow(
    `web: cannot listen on 127.0.0.1:${address.port} (EADDRINUSE); set web.port`,
  );
  const [one, two] = [createWebChat(options), createWebChat(options)];
  await one.start(desk);
  await two.start(desk);
  expect(told).toContain(`web: port ${usualPort} is taken, any free one is used`);
  expect(told.at(-1)).toMatch(/^In a browser 在浏览器中打开: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
  await Promise.all([one.stop(), two.stop()]);
});
