import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request is let in as: the first visit with the token, or one of somebody who is inside, for a path there. */
export type Entry =
  | { readonly kind: 'enter' }
  | { readonly kind: 'inside'; readonly path: string; readonly query: URLSearchParams }
  | { readonly kind: 'refused'; readonly why: string };

/** What lets requests in: who has the address that was printed, from a page of ours, on this machine. */
export interface Door {
  /** The address to open, with its token. */
  readonly address: string;
  /** What the first visit is answered with. */
  readonly entrance: { readonly location: string; readonly cookie: string };
  judge(request: IncomingMessage): Entry;
}

/**
 * A door for one process. The token of the address is exchanged for a cookie; as cookies know no ports, this one is sent
 * below a path alone that nobody else on this machine can guess.
 */
export function createDoor(port: number): Door {
  const token = randomBytes(24).toString('base64url');
  const session = randomBytes(24).toString('base64url');
  const room = `/${randomBytes(12).toString('base64url')}/`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const name = `sherlog-${port}`;
  return {
    address: `http://127.0.0.1:${port}/?token=${token}`,
    entrance: {
      location: room,
      cookie: `${name}=${session}; Path=${room}; HttpOnly; SameSite=Strict`,
    },
    judge(request) {
      const why = foreign(request, hosts);
      if (why !== undefined) return { kind: 'refused', why };
      const base = `http://${hosts[0]}`;
      const path = request.url ?? '/';
      if (!URL.canParse(path, base)) return { kind: 'refused', why: unknown };
      const { pathname, searchParams } = new URL(path, base);
      if (pathname === '/' && request.method === 'GET' && isSame(searchParams.get('token') ?? '', token))
        return { kind: 'enter' };
      const isInside = cookiesOf(request, name).some((value) => isSame(value, session));
      if (!pathname.startsWith(room) || !isInside) return { kind: 'refused', why: unknown };
      return { kind: 'inside', path: pathname.slice(room.length), query: searchParams };
    },
  };
}

const unknown =
  'Open the address that sherlog printed when it was started, with its token.\n请打开 sherlog 启动时显示的、带 token 的地址。\n';
const fromElsewhere =
  'This came from another page. Copy the address that sherlog printed into the address bar.\n请求来自其他页面。请把 sherlog 显示的地址复制到地址栏。\n';

/** Why a request does not come from a page of ours in a browser on this machine; undefined where it does. */
function foreign({ headers, method }: IncomingMessage, hosts: readonly string[]): string | undefined {
  const { host = '', origin, upgrade } = headers;
  // A name that leads here is not ours yet: another page may have had its own pointed at this machine.
  if (!hosts.includes(host)) return fromElsewhere;
  if (origin !== undefined && origin !== `http://${host}`) return fromElsewhere;
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site !== 'same-origin' && site !== 'none') return fromElsewhere;
  if (method === 'POST' && origin === undefined) return fromElsewhere;
  return upgrade === undefined ? undefined : 'There are no WebSockets here.\n';
}

/** Compares in a time that tells nothing of the secret, nor of its length. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookiesOf({ headers }: IncomingMessage, name: string): string[] {
  return (headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${name}=`))
    .map((each) => each.slice(name.length + 1));
}
