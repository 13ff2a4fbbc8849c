import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeLog } from '../bench/logs';
import { lineTo, type Line } from '../test/support/line';
import { consoleNode, startSshd, type Sshd } from '../test/support/sshd';
import { slackPeople, slackTeam } from './people/slack';

/** A node: a real sshd behind a line that can break, with logs of its own. */
export interface SiteNode {
  readonly name: string;
  /** Its logs. */
  readonly folder: string;
  readonly sshd: Sshd;
  readonly line: Line;
}

export interface Site {
  readonly nodes: readonly SiteNode[];
  stop(): void;
}

/** What stands in some lines of the logs, and the request that is traced over them. */
export const wanted = 'volume 6ec3e693 is gone';
export const traced = 'req-5f0c1d2e-0000-4aaa-8bbb-123456789abc';

const names = ['console-a', 'console-b', 'console-c', 'console-d'];
const logs = ['unicloud/unicloud-engine.log', 'unicloud/unicloud-api.log'];
const mebibyte = 2 ** 20;
/** Holds nothing, and takes some seconds to be read; none of it takes place on a disk. */
const longBytes = 3 * 2 ** 30;

/** Four consoles on loopback. */
export async function openSite(folder: string): Promise<Site> {
  const opened = await Promise.allSettled(names.map((name) => openNode(name, join(folder, name))));
  const nodes = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const site = {
    nodes,
    stop() {
      for (const { line, sshd } of nodes) {
        line.close();
        sshd.stop();
      }
    },
  };
  if (nodes.length === names.length) return site;
  site.stop();
  throw new Error('not every sshd started');
}

async function openNode(name: string, folder: string): Promise<SiteNode> {
  mkdirSync(folder, { recursive: true });
  for (const log of logs)
    writeLog({
      path: join(folder, log),
      bytes: 3 * mebibyte,
      needle: wanted,
      needles: 5,
      apart: 40,
      request: traced,
    });
  writeFileSync(join(folder, 'long.log'), 'begin\n');
  truncateSync(join(folder, 'long.log'), longBytes);
  const sshd = await startSshd('MaxStartups 100', 'MaxSessions 100');
  return { name, folder, sshd, line: await lineTo(sshd.port) };
}

/** The nodes as the program's configuration has them: behind their lines, open to those who may search. */
export function nodesOf({ nodes }: Site): object[] {
  const persons = [...slackPeople.slice(0, -1).map((id) => `${slackTeam}/${id}`), 'local/nobody'];
  return nodes.map(({ name, folder, sshd, line }) =>
    consoleNode(sshd, {
      name,
      port: line.port,
      roots: [folder],
      rootMap: { '/opt/installer/production/logs': folder },
      search: { persons },
    }),
  );
}
