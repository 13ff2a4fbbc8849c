import type { Desk } from '../../src/ports';
import type { ThreadRef } from '../../src/request';
import { isFileStore } from './files';
import { maxOfferedBytes } from './limits';
import type { Calls, Place } from './outlet';

/*
 * Files for a person. A bot hands them over in the personal chat alone: it asks, the person allows it, Teams names a place in
 * their OneDrive, and the bot puts the file there.
 */

export interface OfferDeps {
  readonly desk: Desk;
  readonly calls: Calls;
  readonly load: typeof fetch;
}

/** Asks in a personal chat whether the file is wanted; it is kept until then. */
export async function offerFile(
  { name, content }: { readonly name: string; readonly content: Uint8Array },
  place: Place,
  { desk, calls }: OfferDeps,
): Promise<void> {
  if (content.length > maxOfferedBytes)
    throw new Error(`expected a file of at most ${maxOfferedBytes} bytes`);
  const base64 = Buffer.from(content).toString('base64');
  const context = { key: await desk.keep({ name, base64 }, chatOf(place)) };
  const consent = {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name,
    content: {
      description: name,
      sizeInBytes: content.length,
      acceptContext: context,
      declineContext: context,
    },
  };
  await calls.send(place, { type: 'message', summary: name, attachments: [consent] });
}

/** The thread of a personal chat. */
export function chatOf({ service, conversation }: Place): ThreadRef {
  return { adapter: 'teams', id: conversation, channel: conversation, service };
}

/** What a person said of an offered file. */
export interface Consent {
  readonly action?: unknown;
  readonly context?: { readonly key?: unknown };
  readonly uploadInfo?: {
    readonly contentUrl?: unknown;
    readonly name?: unknown;
    readonly uploadUrl?: unknown;
    readonly uniqueId?: unknown;
    readonly fileType?: unknown;
  };
}

/** Puts an offered file where the person allowed it, and shows it in the chat. Rejects where that cannot be. */
export async function deliverFile(
  { action, context, uploadInfo = {} }: Consent,
  thread: ThreadRef,
  { desk, calls, load }: OfferDeps,
): Promise<void> {
  if (action !== 'accept' || typeof context?.key !== 'string') return;
  const kept = (await desk.kept(context.key, thread)) as { name: string; base64: string } | undefined;
  if (!kept) throw new Error('the file is not kept any more');
  const url = String(uploadInfo.uploadUrl);
  // The address carries its own permission; the file goes nowhere else.
  if (!isFileStore(url)) throw new Error('expected a place in OneDrive or SharePoint, found one elsewhere');
  const body = Buffer.from(kept.base64, 'base64');
  const range = `bytes 0-${body.length - 1}/${body.length}`;
  const headers = { 'content-type': 'application/octet-stream', 'content-range': range };
  const response = await load(url, { method: 'PUT', body, headers, redirect: 'manual' });
  if (!response.ok) throw new Error(`expected the file to be taken, found HTTP ${response.status}`);
  const { contentUrl, name, uniqueId, fileType } = uploadInfo;
  const info = {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl,
    name: typeof name === 'string' ? name : kept.name,
    content: { uniqueId, fileType },
  };
  const place = { service: thread.service ?? '', conversation: thread.id };
  await calls.send(place, { type: 'message', summary: kept.name, attachments: [info] });
}
