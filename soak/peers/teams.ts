import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actionsIn } from '../../test/support/teams';
import { isCancel } from '../buttons';
import type { Ledger } from '../ledger';
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
      ledger.refused(isEdit ? ledger.ofMessage(message) : ledger.lastIn(conversation), fate);
      return refuse(request, response, fate);
    }
    const id = isEdit ? message : `${1_800_000_000_000 + (count += 1)}`;
    if (isEdit) ledger.edited(id, sent, !isProgress(sent));
    else if (!isBeside(sent)) ledger.posted(conversation, id, sent, !isProgress(sent));
    response.writeHead(isEdit ? 200 : 201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id }));
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

function refuse(request: IncomingMessage, response: ServerResponse, fate: string): void {
  if (fate === 'cut') return void request.socket.destroy();
  response.writeHead(Number(fate), { 'retry-after': `${retryAfterSeconds}` });
  response.end('{}');
}

/** `/v3/conversations/<conversation>/activities/<message>` */
function pathOf({ url = '' }: IncomingMessage): string[] {
  const parts = url.replace(/^\/v3\/conversations\//, '').split('/');
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

/** Calls its asker, or offers a file: no answer of its own. */
function isBeside({ entities = [], attachments = [] }: Sent): boolean {
  const isOffer = attachments.some(({ contentType = '' }) => contentType.includes('file.consent'));
  return isOffer || entities.length > 0;
}
