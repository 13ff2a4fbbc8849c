import type { BlockOf, Reply } from '../../src/reply';
import { wholeText } from '../../src/plain';
import type { ThreadRef } from '../../src/request';
import type { Activity } from './activity';
import type { Office } from './answering';
import { wholeAnswer } from './excerpt';
import { isFileStore } from './files';
import { maxOfferedBytes } from './limits';
import type { Place } from './outlet';
import { keyOf } from './receive';
import { within } from './retry';

/*
 * Files for a person. A bot hands them over in the personal chat alone: it asks, the person allows it, Teams names a place in
 * their OneDrive, and the bot puts the file there.
 */

/** What is kept until it is allowed: where a text stands, or bytes that stand nowhere. */
type Offered =
  | { readonly name: string; readonly message: string; readonly index: number }
  | { readonly name: string; readonly base64: string };

interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Offers bytes in a personal chat. Rejects where they are none, or too many. */
export async function offerBytes({ name, content }: GivenFile, place: Place, office: Office): Promise<void> {
  if (content.length > maxOfferedBytes)
    throw new Error(`expected a file of at most ${maxOfferedBytes} bytes`);
  const base64 = Buffer.from(content).toString('base64');
  await offer({ name, base64 }, content.length, place, office);
}

/** Offers a text of a message in a personal chat; false where the message has none. */
export async function offerText(
  message: string,
  index: number,
  place: Place,
  office: Office,
): Promise<boolean> {
  const file = await textFile(message, index, office);
  if (!file || file.content.length === 0) return false;
  await offer({ name: file.name, message, index }, file.content.length, place, office);
  return true;
}

async function textFile(
  message: string,
  index: number,
  { desk, name }: Office,
): Promise<GivenFile | undefined> {
  const shown = await desk.posted(name, message);
  return shown && fileOf(shown.reply, index);
}

function fileOf(reply: Reply, index: number): GivenFile | undefined {
  if (index === wholeAnswer) return { name: 'answer.txt', content: Buffer.from(wholeText(reply)) };
  const block = reply.blocks[index] as BlockOf<'file'> | undefined;
  if (block?.kind !== 'file' || typeof block.content !== 'string') return undefined;
  return { name: block.name, content: Buffer.from(block.content) };
}

async function offer(
  offered: Offered,
  bytes: number,
  place: Place,
  { desk, calls, name }: Office,
): Promise<void> {
  const context = { key: await desk.keep(offered, chatOf(place, name)) };
  const consent = {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name: offered.name,
    content: {
      description: offered.name,
      sizeInBytes: bytes,
      acceptContext: context,
      declineContext: context,
    },
  };
  await calls.send(place, { type: 'message', summary: offered.name, attachments: [consent] });
}

/** The thread of a personal chat. */
function chatOf({ service, conversation }: Place, adapter: string): ThreadRef {
  return { adapter, id: conversation, channel: conversation, service };
}

/** What a person said of an offered file. */
interface Consent {
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

/** How long the file's place may take, in milliseconds. */
const uploadMs = 60_000;

/** Puts an offered file where the person allowed it, and shows it in the chat. Rejects where that cannot be. */
export async function deliverFile(activity: Activity, office: Office): Promise<void> {
  const { action, context, uploadInfo } = (activity.value ?? {}) as Consent;
  if (action !== 'accept' || typeof context?.key !== 'string') return;
  const thread = office.where(activity);
  const kept = (await office.desk.kept(context.key, thread)) as Offered | undefined;
  if (!kept) throw new Error('the file is not kept any more');
  if (!(await office.desk.isNew({ ...keyOf(activity), thread }))) return;
  const content = 'base64' in kept ? Buffer.from(kept.base64, 'base64') : await textOf(kept, office);
  await put(content, String(uploadInfo?.uploadUrl), office.load);
  const info = {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl: uploadInfo?.contentUrl,
    name: typeof uploadInfo?.name === 'string' ? uploadInfo.name : kept.name,
    content: { uniqueId: uploadInfo?.uniqueId, fileType: uploadInfo?.fileType },
  };
  const place = { service: thread.service ?? '', conversation: thread.id };
  await office.calls.send(place, { type: 'message', summary: kept.name, attachments: [info] });
}

async function textOf({ message, index }: { message: string; index: number }, office: Office) {
  const file = await textFile(message, index, office);
  if (!file) throw new Error('the message of the file is not kept any more');
  return Buffer.from(file.content);
}

/** The address carries its own permission; the file goes nowhere else. */
async function put(body: Buffer<ArrayBuffer>, url: string, load: typeof fetch): Promise<void> {
  if (!isFileStore(url)) throw new Error('expected a place in OneDrive or SharePoint, found one elsewhere');
  const range = `bytes 0-${body.length - 1}/${body.length}`;
  const headers = { 'content-type': 'application/octet-stream', 'content-range': range };
  const response = await within(uploadMs, load(url, { method: 'PUT', body, headers, redirect: 'manual' }));
  if (!response.ok) throw new Error(`expected the file to be taken, found HTTP ${response.status}`);
}
