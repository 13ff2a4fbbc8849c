import express, { type Application, type Request, type Response } from 'express';
import type { TeamsLog } from './answering';
import { readActivity, type Activity } from './activity';
import { tenantOf } from './receive';

/** The status to refuse a request with; nothing where it may go on. */
export type Check = (request: Request) => number | undefined;

/** Largest activity that is read, in bytes. */
const maxBody = '512kb';

/** Opens `/api/messages`: what the check refuses is not read further. */
export function openDoor(
  app: Application,
  take: (request: Request, response: Response) => Promise<void>,
  check: Check,
  log: TeamsLog,
): void {
  app.post('/api/messages', express.json({ limit: maxBody }), (request: Request, response: Response) => {
    const refusal = check(request);
    if (refusal) {
      log.warn({ status: refusal }, 'a request to Teams’ endpoint was refused');
      return void response.status(refusal).end();
    }
    take(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'an activity could not be handled');
      if (!response.headersSent) response.status(400).end();
    });
  });
}

/** Lets in what says that it is the channel's, of Teams and of this tenant; the framework verifies that it is. */
export function fromChannel(issuer: string, tenantId: string): Check {
  return ({ headers, body }) => {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined || issuerOf(token) !== issuer) return 401;
    const activity = readActivity(body);
    // The framework does not compare the token with an activity that names no service, or no channel.
    if (!isWhole(activity)) return 400;
    if (activity.channelId !== 'msteams') return 403;
    return tenantOf(activity) === tenantId ? undefined : 403;
  };
}

/**
 * Lets in whoever is on this machine. The name in the address keeps out pages of a browser that reach it under another one,
 * and answers go nowhere else.
 */
export const fromHere: Check = ({ headers, body }) => {
  if (!isLoopback(`http://${headers.host ?? ''}`) || headers.origin !== undefined) return 403;
  const activity = readActivity(body);
  if (!isWhole(activity)) return 400;
  return activity.channelId === 'msteams' && isLoopback(activity.serviceUrl ?? '') ? undefined : 403;
};

function isWhole({ type, serviceUrl, conversation }: Activity): boolean {
  return [type, serviceUrl, conversation?.id].every((part) => part !== undefined && part !== '');
}

/** Is it this machine's? */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

/** Who a token says that it is from, before anything of it is believed. */
function issuerOf(token: string): string | undefined {
  try {
    const [, claims = ''] = token.split('.');
    const { iss } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { iss?: unknown };
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    return undefined;
  }
}
