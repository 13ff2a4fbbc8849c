import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, Reply } from '../../src/reply';

/** Lines up to which a file is printed where it stands; a longer one would push the answer off the screen. */
const mostPrinted = 40;

/** The reply with its long files saved, readable for this account only, and their paths in their place. */
export function withFilesSaved(reply: Reply): Reply {
  return { ...reply, blocks: reply.blocks.map(saved) };
}

function saved(block: Block): Block {
  if (block.kind !== 'file') return block;
  const count = block.content.split('\n').length;
  if (count <= mostPrinted) return block;
  try {
    const path = join(mkdtempSync(join(tmpdir(), 'sherlog-')), block.name.replace(/[^\w.-]/g, '_'));
    writeFileSync(path, `${block.content}\n`, { mode: 0o600 });
    return { kind: 'note', lines: [[`${block.name} · ${count} lines 行 · `, { code: path }]] };
  } catch {
    // Where nothing can be saved, nothing is lost either.
    return block;
  }
}
