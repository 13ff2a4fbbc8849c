import { join } from 'node:path';
import { openKnowledge, type Knowledge } from '../../src/live-knowledge';

export const projectFolder = join(__dirname, '..', '..');
export const knowledgeFolder = join(projectFolder, 'knowledge');

/** The project's own knowledge, read once a test file. */
export function builtInKnowledge(): Knowledge {
  const opened = openKnowledge([knowledgeFolder]);
  if ('problems' in opened) throw new Error(JSON.stringify(opened.problems));
  return opened.knowledge;
}
