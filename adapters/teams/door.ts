import express, { type Application, type Request, type Response } from 'express';
import type { TeamsLog } from './listen';
import { tenantOf, type Activity } from './receive';

/** Who signs what Microsoft's public cloud sends. */
export const publicIssuer = 'https://api.botframework.com';

export interface DoorOptions {
  readonly tenantId: string;
  readonly issuer?: string;
}

/** Largest activity that is read, in bytes. */
const maxBody = '512kb';

/** Opens `/api/messages`: what is no token of the channel's issuer, no Teams activity, or another tenant's is refused before it is read further. */
export function openDoor(
  app: Application,
  take: (request: Request, response: Response) => Promise<void>,
  { tenantId, issuer = publicIssuer }: DoorOptions,
  log: TeamsLog,
): void {
  app.post('/api/messages', express.json({ limit: maxBody }), (request: Request, response: Response) => {
    const refusal = refusalOf(request, issuer, tenantId);
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

/** The status to refuse a request with; nothing where it may go on to be verified. */
function refusalOf({ headers, body }: Request, issuer: string, tenantId: string): number | undefined {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined || issuerOf(token) !== issuer) return 401;
  const activity = (body ?? {}) as Partial<Activity>;
  // The framework does not compare the token with an activity that names no service, or no channel.
  const isWhole = activity.type && activity.serviceUrl && activity.conversation?.id;
  if (!isWhole) return 400;
  if (activity.channelId !== 'msteams') return 403;
  return tenantOf(activity as Activity) === tenantId ? undefined : 403;
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
