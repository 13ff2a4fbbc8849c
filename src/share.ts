import { encode } from './command';
import { keepValue } from './kept-value';
import type { Locale } from './language';
import type { Log } from './log';
import type { Store } from './ports';
import type { Block, Reply } from './reply';
import type { Request } from './request';

/** Largest answer that can be shared, in characters of JSON. */
const maxShared = 30_000_000;

interface Deps {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => Date;
}

/** What only the asker sees, with a button that shows it to all; help, and what cannot be kept, goes without. */
export async function shareable(
  reply: Reply,
  { thread, asker }: Request,
  locale: Locale,
  { store, log, now }: Deps,
): Promise<Reply> {
  if (reply.command === 'help' || reply.command === 'cancel') return reply;
  const body = { reply: packed(reply), by: asker.id };
  if (JSON.stringify(body).length > maxShared) return reply;
  try {
    const key = await keepValue(body, thread, now().toISOString(), store);
    return { ...reply, blocks: [...reply.blocks, sharing(key, locale)] };
  } catch (error) {
    log.warn({ err: error }, 'an answer could not be kept to be shared');
    return reply;
  }
}

function sharing(key: string, locale: Locale): Block {
  const label = { en: 'Share in channel', zh: '分享到频道' }[locale];
  const payload = encode({ name: 'share', key }, locale);
  return { kind: 'buttons', buttons: [{ label, payload, opens: 'reply', isPublic: true }] };
}

/** Bytes are no JSON: they are kept as text. */
function packed(reply: Reply): object {
  const blocks = reply.blocks.map((block) =>
    block.kind === 'file' && typeof block.content !== 'string'
      ? { ...block, content: { base64: Buffer.from(block.content).toString('base64') } }
      : block,
  );
  return { ...reply, blocks };
}

/** A kept answer as it was. */
export function revived(reply: Reply): Reply {
  const blocks = reply.blocks.map((block) => {
    if (block.kind !== 'file' || typeof block.content === 'string') return block;
    const { base64 = '' } = block.content as unknown as { base64?: string };
    return { ...block, content: new Uint8Array(Buffer.from(base64, 'base64')) };
  });
  return { ...reply, blocks };
}
