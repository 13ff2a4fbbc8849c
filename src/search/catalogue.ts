import { posix } from 'node:path';
import { terminalOutput } from '../knowledge/schema';
import type { Catalog } from '../knowledge/catalog';

/**
 * What a node's forced command may read, a log a line: its id, its folder, and what its files' names begin with, parted by
 * tabs. Windows nodes have none.
 */
export function catalogueOf({ logs }: Catalog): string {
  return logs
    .filter(({ role, path }) => role !== 'windows-agent' && path !== terminalOutput)
    .map(({ id, path }) => {
      const { dir, base } = posix.parse(path);
      return `${id}\t${dir}\t${base.replace(/<.*$/, '')}\n`;
    })
    .join('');
}
