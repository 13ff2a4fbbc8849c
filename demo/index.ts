import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteLogs } from '../adapters/ssh';
import { remoteCommand } from '../adapters/ssh/script';
import type { LogPlace, RemoteLogs, Way } from '../src/ports';
import { writeLogs } from './logs';
import { startServer } from './server';

/**
 * The made-up site, its logs written to a temporary folder and served to this process alone: everything between here and
 * a real node runs as it does there. `script` is what runs on a node. Rejects where there is no room for the logs.
 */
export async function openDemo(script: string, now: number): Promise<RemoteLogs> {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-demo-'));
  // A process that is ended from outside cleans up as well.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  writeLogs(folder, now);
  const server = await startServer(remoteCommand(script));
  const key = join(folder, 'key');
  writeFileSync(key, server.privateKey, { mode: 0o600 });
  const remote = createRemoteLogs({ agent: undefined, account: 'demo' }, script);
  const { port, hostKey } = server;
  const there = (way: Way) => way.map((node) => ({ ...node, port, hostKey, key, user: 'demo' }));
  const inFolder = (path: string) => join(folder, path);
  const place = (each: LogPlace) => ({ ...each, folder: inFolder(each.folder) });
  return {
    search: (way, query, signal) =>
      remote.search(
        there(way),
        { ...query, roots: query.roots.map(inFolder), files: query.files.map(place) },
        signal,
      ),
    list: (way, listing, signal) =>
      remote.list(
        there(way),
        { ...listing, roots: listing.roots.map(inFolder), places: listing.places.map(place) },
        signal,
      ),
    close: async () => {
      await remote.close();
      server.close();
      remove();
      process.off('exit', remove);
    },
  };
}
