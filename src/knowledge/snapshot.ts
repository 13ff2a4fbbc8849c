import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogOf, type KnowledgeValues } from './catalog';
import { yamlFiles } from './files';
import { checkKnowledge, loadKnowledge, type Loaded } from './load';

/*
 * Parsing and checking the YAML takes most of the time a start takes. The build keeps the checked contents as JSON; it is
 * used while the files are, byte for byte, the ones it was made of. Edited knowledge is read the long way.
 */

interface Snapshot {
  readonly digest: string;
  readonly values: KnowledgeValues;
}

/** Loads a folder from its snapshot where that is of these very files, else from the files. */
export function loadWithSnapshot(folder: string, snapshotFile: string): Loaded {
  const snapshot = readSnapshot(snapshotFile);
  return snapshot?.digest === digestOf(folder)
    ? { catalog: catalogOf(snapshot.values) }
    : loadKnowledge([folder]);
}

/** A snapshot that is missing or damaged is none. */
function readSnapshot(file: string): Snapshot | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
  } catch {
    return undefined;
  }
}

/** Writes the snapshot of a folder, unless there are problems in it. */
export function writeSnapshot(folder: string, snapshotFile: string): void {
  const checked = checkKnowledge([folder]);
  if ('problems' in checked) return;
  const snapshot: Snapshot = { digest: digestOf(folder), values: checked.values };
  writeFileSync(snapshotFile, JSON.stringify(snapshot));
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of yamlFiles(folder))
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0');
  return hash.digest('hex');
}
