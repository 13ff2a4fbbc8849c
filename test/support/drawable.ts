import { createServer } from 'node:http';

type Json = Record<string, unknown>;

/**
 * Stands between the bot and a peer whose page cannot draw rich text, tables and feedback buttons: it has the same in
 * blocks that the page draws. For pictures alone; nothing is tested of what went through it.
 */
export async function startDrawable(target: string, port: number): Promise<{ close(): void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const type = request.headers['content-type'] ?? '';
      const body = Buffer.concat(chunks);
      const headers = { 'content-type': type, authorization: request.headers.authorization ?? '' };
      const sent = type.startsWith('application/x-www-form-urlencoded') ? drawable(body.toString()) : body;
      fetch(`${target}${request.url}`, { method: request.method ?? 'POST', headers, body: sent }).then(
        async (answer) => {
          response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
          response.end(Buffer.from(await answer.arrayBuffer()));
        },
        () => response.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function drawable(body: string): string {
  const args = new URLSearchParams(body);
  const blocks = args.get('blocks');
  if (blocks) args.set('blocks', JSON.stringify((JSON.parse(blocks) as Json[]).flatMap(drawn)));
  const view = args.get('view');
  if (view) {
    const read = JSON.parse(view) as Json;
    args.set('view', JSON.stringify({ ...read, blocks: (read['blocks'] as Json[]).flatMap(drawn) }));
  }
  return args.toString();
}

const list = (part: Json, key: string) => (part[key] ?? []) as Json[];

function drawn(block: Json): Json[] {
  if (block['type'] === 'rich_text') return list(block, 'elements').map(sectionOf);
  if (block['type'] === 'table') {
    const rows = (block['rows'] as Json[][]).map((row) =>
      row.map(({ text }) => String(text).padEnd(14)).join('  '),
    );
    return [mrkdwn(codeOf(rows.join('\n')))];
  }
  if (block['type'] !== 'context_actions') return [block];
  const elements = list(block, 'elements').flatMap((pair) =>
    ['positive_button', 'negative_button'].map((side) => ({
      ...(pair[side] as Json),
      type: 'button',
      action_id: `${String(pair['action_id'])}-${side}`,
    })),
  );
  return [{ type: 'actions', elements }];
}

function sectionOf(part: Json): Json {
  const text = list(part, 'elements').map(spanOf).join('');
  const isCode = part['type'] === 'rich_text_preformatted';
  return mrkdwn(
    isCode
      ? codeOf(
          list(part, 'elements')
            .map((each) => String(each['text']))
            .join(''),
        )
      : text,
  );
}

/** The page draws code in a line, but no block of it. */
function codeOf(text: string): string {
  return text
    .split('\n')
    .map((line) => `\`${line}\``)
    .join('\n');
}

function spanOf({ text, style = {} }: Json): string {
  const plain = String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const { bold, code } = style as { bold?: boolean; code?: boolean };
  if (plain.trim() === '') return plain;
  return bold ? `*${plain}*` : code ? `\`${plain}\`` : plain;
}

function mrkdwn(text: string): Json {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
