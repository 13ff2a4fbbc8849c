import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** An answer out of the ordinary; or none, the connection is cut. */
export type Special =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: object | string }
  | 'cut';

/** What the Web API answers to one call; undefined for what it usually does. */
export type Reaction = (call: ApiCall) => Special | undefined | Promise<Special | undefined>;

/** Told of each call that was answered as usual, and how; what is told is not noted. */
export type Listener = (call: ApiCall, answer: Readonly<Record<string, unknown>>) => void;

/** Slack's Web API on loopback, as the real client calls it: every call is noted, messages get times that grow. */
export async function openSlackApi(react: Reaction = () => undefined, told?: Listener) {
  const calls: ApiCall[] = [];
  const uploads: { name: string; content: string }[] = [];
  const state = { react, last: 1_700_000_000 };
  const server = createServer(async (request, response) => {
    response.setHeader('connection', 'close');
    const url = new URL(request.url ?? '/', 'http://slack.test');
    const body = await bodyOf(request);
    if (url.pathname.startsWith('/upload/')) {
      uploads.push({ name: decodeURIComponent(url.pathname.slice(8)), content: body });
      return response.end('OK');
    }
    const call = { method: url.pathname.replace(/^\/api\//, ''), args: argsOf(body) };
    if (!told) calls.push(call);
    const special = await state.react(call);
    if (special === 'cut') return request.socket.destroy();
    response.writeHead(special?.status ?? 200, { 'content-type': 'application/json', ...special?.headers });
    const answer = special?.body ?? { ok: true, ...usual(call, state, base()) };
    if (!special) told?.(call, answer as Record<string, unknown>);
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${base()}/api/`,
    calls,
    uploads,
    of: (method: string) => calls.filter((call) => call.method === method).map(({ args }) => args),
    reactWith: (next: Reaction) => void (state.react = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
export type SlackApi = Awaited<ReturnType<typeof openSlackApi>>;

function usual({ method, args }: ApiCall, state: { last: number }, base: string): object {
  switch (method) {
    case 'auth.test':
      return { user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T01TEST' };
    case 'chat.postMessage':
      return { channel: String(args['channel']).replace(/^U/, 'D'), ts: `${(state.last += 1)}.000100` };
    case 'users.info':
      return { user: { id: args['user'], team_id: 'T01TEST', profile: { display_name: 'Mei' } } };
    case 'files.getUploadURLExternal':
      return { upload_url: `${base}/upload/${encodeURIComponent(String(args['filename']))}`, file_id: 'F1' };
    case 'files.completeUploadExternal':
      return { files: [{ id: 'F1' }] };
    case 'conversations.replies':
      return { messages: [] };
    default:
      return {};
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Structured arguments come as JSON within a form. */
function argsOf(body: string): Record<string, unknown> {
  const entries = [...new URLSearchParams(body)].map(([key, value]): [string, unknown] => {
    const isJson = /^[[{]/.test(value);
    return [key, isJson ? parsed(value) : value];
  });
  return Object.fromEntries(entries);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
