import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Entry, Store } from '../../src/ports';

/** Largest file, in bytes; then it becomes the older one, and the older one before it goes. */
export const maxFileBytes = 16 * 1_024 * 1_024;

/**
 * A store of JSON lines in a folder, made at the first entry; readable by its owner alone. One line is one write, so
 * processes that share the folder do not mix their lines.
 */
export function openStore(folder: string): Store {
  const file = join(folder, 'entries.jsonl');
  const older = join(folder, 'entries.1.jsonl');
  let writing = Promise.resolve();

  async function write(entry: Entry): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const bytes = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (bytes > maxFileBytes) await rename(file, older);
    await appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  return {
    append(entry) {
      const written = writing.then(() => write(entry));
      writing = written.catch(() => undefined);
      return written;
    },
    async *entries() {
      await writing;
      for (const each of [older, file]) yield* entriesOf(each);
    },
  };
}

async function* entriesOf(file: string): AsyncIterable<Entry> {
  if (!(await stat(file).catch(() => undefined))) return;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const entry = parsed(line);
    if (entry) yield entry;
  }
}

/** A line cut off by a full disk or a killed process is left out. */
function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
