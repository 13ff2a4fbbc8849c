import express, { type Application, type Request, type Response } from 'express';
import type { TeamsLog } from './answering';
import { readActivity, type Activity } from './activity';
import { tenantOf } from './receive';

/** How and why a request is refused; nothing where it may go on. */
export type Check = (request: Request) => { readonly status: number; readonly why: string } | undefined;

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
      log.warn(refusal, 'a request to Teams’ endpoint was refused');
      return void response.status(refusal.status).end();
    }
    take(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'an activity could not be handled');
      if (!response.headersSent) response.status(400).end();
    });
  });
  // What is no JSON, or too large: told in a line, not with where the program stands.
  app.use('/api/messages', (error: Error, _: Request, response: Response, __: unknown) => {
    log.warn({ why: error.message.slice(0, 200) }, 'a request to Teams’ endpoint could not be read');
    response.status(400).end();
  });
}

/** Lets in what says that it is the channel's, of Teams and of this tenant; the framework verifies that it is. */
export function fromChannel(issuer: string, tenantId: string): Check {
  return ({ headers, body }) => {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined || issuerOf(token) !== issuer)
      return { status: 401, why: 'no token of the channel' };
    const activity = readActivity(body);
    // The framework does not compare the token with an activity that names no service, or no channel.
    if (!isWhole(activity)) return notWhole;
    if (activity.channelId !== 'msteams') return notTeams;
    const isOurs = tenantOf(activity).toLowerCase() === tenantId.toLowerCase();
    return isOurs ? undefined : { status: 403, why: 'another tenant' };
  };
}

/**
 * Lets in whoever is on this machine. The name in the address keeps out pages of a browser that reach it under another one,
 * and answers go nowhere else.
 */
export const fromHere: Check = ({ headers, body }) => {
  if (!isLoopback(`http://${headers.host ?? ''}`) || headers.origin !== undefined)
    return { status: 403, why: 'not asked from this machine' };
  const activity = readActivity(body);
  if (!isWhole(activity)) return notWhole;
  if (activity.channelId !== 'msteams') return notTeams;
  const isHere = isLoopback(activity.serviceUrl ?? '');
  return isHere ? undefined : { status: 403, why: 'a service elsewhere' };
};

const notWhole = { status: 400, why: 'not a whole activity: type, serviceUrl and conversation are needed' };
const notTeams = { status: 403, why: 'another channel than msteams' };

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
