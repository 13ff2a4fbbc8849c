import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { maxFileBytes } from '../../src/chat/given-body';
import { locales, type Locale } from '../../src/language';
import { clean, cut } from '../../src/plain';
import { open, take, type Office } from './answering';
import { bodyOf } from './body';
import type { Door } from './door';
import { maxTextBytes } from './limits';
import type { PageFile } from './page';
import { sentSchema } from './receive';
import { isPng } from './render';
import type { Streams } from './streams';

/** What the server has behind its door. */
export interface House extends Office {
  readonly door: Door;
  readonly page: ReadonlyMap<string, PageFile>;
  readonly streams: Streams;
}

/** What every answer says: nothing of the page may come from elsewhere, go elsewhere, or be kept. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Answers what the door lets in. */
export function routes(house: () => House | undefined): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const inside = house();
    if (!inside) return tell(response, 503, 'Not yet. 尚未就绪。\n');
    const entry = inside.door.judge(request);
    if (entry.kind === 'refused') return tell(response, 403, entry.why);
    if (entry.kind === 'enter') {
      const { location, cookie } = inside.door.entrance;
      response.writeHead(303, { location, 'set-cookie': cookie }).end();
      return;
    }
    route(request, response, entry, inside).catch((error: unknown) => {
      inside.log.error({ err: error }, 'a request of the page could not be answered');
      if (!response.headersSent) tell(response, 500, 'This did not work. 操作失败。\n');
    });
  };
}

interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: Asked,
  house: House,
): Promise<void> {
  if (request.method === 'POST' && path === 'did') return did(request, response, house);
  if (request.method === 'POST' && path === 'files') return give(request, response, query, house);
  if (request.method !== 'GET') return tell(response, 405, 'Not this way. 不支持的请求方式。\n');
  if (path === 'events') return follow(response, query, house);
  if (path.startsWith('files/')) return download(response, path.slice('files/'.length), house);
  const file = house.page.get(path);
  if (!file) return tell(response, 404, 'There is nothing here. 此处没有内容。\n');
  response.writeHead(200, { 'content-type': file.type }).end(file.body);
}

/** A page follows what happens; the first one of the process is greeted. */
function follow(response: ServerResponse, query: URLSearchParams, house: House): void {
  const { threads, streams } = house;
  const locale: Locale = locales.find((each) => each === query.get('lang')) ?? 'en';
  if (threads.isEmpty()) open({ isHome: false, locale }, house);
  streams.open(response, threads.all());
}

async function did(request: IncomingMessage, response: ServerResponse, house: House): Promise<void> {
  const body = await bodyOf(request, maxTextBytes);
  if (!body) return tell(response, 413, 'The text is too long. 文本过长。\n');
  const sent = sentSchema.safeParse(parsed(body));
  if (!sent.success) return tell(response, 400, 'This is nothing that the page sends. 无法识别的请求。\n');
  const thread = take(sent.data, house);
  if (thread === undefined) return tell(response, 404, 'This thread is gone. 该会话已不存在。\n');
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ thread }));
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function give(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  { given }: House,
): Promise<void> {
  const bytes = await bodyOf(request, maxFileBytes);
  if (!bytes) return tell(response, 413, 'A file has at most 20 MB. 文件最大 20 MB。\n');
  const name = cut(clean(query.get('name') ?? ''), 200) || 'file';
  const id = given.put({ name, bytes, isText: false });
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
}

function download(response: ServerResponse, id: string, { shelf }: House): void {
  const file = shelf.read(id);
  if (!file) return tell(response, 410, 'This file is not kept any more. 文件已不再保留。\n');
  const { name, bytes, isText } = file;
  const isPicture = !isText && isPng(bytes);
  const ascii = name.replace(/[^\w.-]/g, '_');
  response.writeHead(200, {
    'content-type': isText
      ? 'text/plain; charset=utf-8'
      : isPicture
        ? 'image/png'
        : 'application/octet-stream',
    'content-length': bytes.length,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(name)}`,
  });
  response.end(bytes);
}

/** A name as RFC 8187 wants it. */
function encoded(name: string): string {
  return encodeURIComponent(clean(name)).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
}

function tell(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(sentence);
}
