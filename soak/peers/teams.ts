import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actionsIn } from '../../test/support/teams';
import { isCancel } from '../buttons';
import { notOffered } from '../../adapters/teams/answering';
import type { Asked, Ledger } from '../ledger';
import { retryAfterSeconds, type Weather } from '../weather';

/** An activity that the bot sends. */
export interface Sent {
  readonly type?: string;
  readonly text?: string;
  readonly entities?: readonly unknown[];
  readonly attachments?: readonly { readonly contentType?: string; readonly content?: unknown }[];
}

/** The service that Teams' messages go to: what it takes goes into the ledger. */
export async function openTeamsPeer(ledger: Ledger, weather: Weather) {
  let count = 0;
  const server = createServer(async (request, response) => {
    response.setHeader('connection', 'close');
    const [, conversation = '', message = ''] = pathOf(request);
    const sent = await bodyOf(request);
    const isEdit = request.method === 'PUT';
    const fate = await weather.strike();
    if (fate !== 'taken') {
      ledger.refused(isEdit ? ledger.ofMessage(message) : ledger.lastIn(conversation), fate, isEdit);
      return refuse(request, response, fate);
    }
    if (conversation === '') return answer(response, 201, ownChat);
    const id = isEdit ? message : `${1_800_000_000_000 + (count += 1)}`;
    if (isEdit) ledger.edited(id, sent, !isProgress(sent));
    else if (!isBeside(sent)) ledger.posted(placeOf(conversation, ledger), id, sent, !isProgress(sent));
    answer(response, isEdit ? 200 : 201, id);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    serviceUrl: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type TeamsPeer = Awaited<ReturnType<typeof openTeamsPeer>>;

/** The chat that nobody has with the bot: files are offered there, and what is for its asker alone is shown. */
const ownChat = 'own:nobody';

/** What is shown there answers something in a channel: what was asked there last, and is not answered. */
function placeOf(conversation: string, { all }: Ledger): string {
  if (conversation !== ownChat) return conversation;
  return all.findLast(isOpenInChannel)?.place ?? conversation;
}

function isOpenInChannel({ place, answers }: Asked): boolean {
  return place.startsWith('19:') && answers.length === 0;
}

function answer(response: ServerResponse, status: number, id: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ id }));
}

function refuse(request: IncomingMessage, response: ServerResponse, fate: string): void {
  if (fate === 'cut') return void request.socket.destroy();
  response.writeHead(Number(fate), { 'retry-after': `${retryAfterSeconds}` });
  response.end('{}');
}

/** `/v3/conversations/<conversation>/activities/<message>`; without a conversation one is to be begun. */
function pathOf({ url = '' }: IncomingMessage): string[] {
  const parts = url.replace(/^\/v3\/conversations\/?/, '').split('/');
  const [conversation = '', , message = ''] = parts.map(decodeURIComponent);
  return [url, conversation, message];
}

async function bodyOf(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Sent;
}

function isProgress({ attachments }: Sent): boolean {
  return actionsIn(attachments).some(({ data }) => isCancel(data['payload']));
}

/** Calls its asker, offers a file, or says that it cannot: no answer of its own. */
function isBeside({ entities = [], attachments = [], text }: Sent): boolean {
  const isOffer = attachments.some(({ contentType = '' }) => contentType.includes('file.consent'));
  return isOffer || entities.length > 0 || text === notOffered;
}
