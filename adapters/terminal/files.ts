import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, Reply } from '../../src/reply';

/** Lines up to which a file is printed where it stands; a longer one would push the answer off the screen. */
const mostPrinted = 20;

/** The reply with its long files saved, readable for this account only, and their paths in their place. */
export function withFilesSaved(reply: Reply): Reply {
  return { ...reply, blocks: reply.blocks.map(saved) };
}

function saved(block: Block): Block {
  if (block.kind !== 'file') return block;
  const { name, content } = block;
  const count = typeof content === 'string' ? content.split('\n').length : undefined;
  if (count !== undefined && count <= mostPrinted) return block;
  try {
    const path = join(mkdtempSync(join(tmpdir(), 'sherlog-')), name.replace(/[^\w.-]/g, '_'));
    writeFileSync(path, content, { mode: 0o600 });
    const size = count === undefined ? `${content.length} bytes 字节` : `${count} lines 行`;
    return { kind: 'note', lines: [[`${name} · ${size} · `, { code: path }]] };
  } catch {
    // Where nothing can be saved, nothing is lost either.
    return block;
  }
}
