import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rows of a tab-separated file in test/knowledge/, comments left out. */
export function readTable(name: string): string[][] {
  const lines = readFileSync(join(__dirname, '..', 'knowledge', name), 'utf8')
    .trim()
    .split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
}

/** A documented path with the corrections that the documents need. */
export function corrected(path: string): string {
  return path.replace('Files(x86)', 'Files (x86)').replace('vm-{host name}.log', 'vm-<host>-<UUID>.log');
}
