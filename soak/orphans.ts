import { allProcesses, childrenOf, commandOf, environmentOf, startOf } from '../test/support/processes';
import type { SiteNode } from './site';

/** A process that is still on a node. */
export interface Orphan {
  readonly pid: number;
  readonly node: string;
  readonly command: string;
}

const everyMs = 300;

/** Watches what runs on nodes, so that what is left can be told when nothing should be. */
export function watchNodes(nodes: readonly SiteNode[]): { left(): Orphan[]; stop(): void } {
  /** The node of each process that an sshd had, by its number and its start. */
  const seen = new Map<string, string>();
  const look = () => {
    for (const { name, sshd } of nodes)
      for (const pid of childrenOf(sshd.pid)) seen.set(`${pid} ${startOf(pid)}`, name);
  };
  const timer = setInterval(look, everyMs);
  return {
    left() {
      look();
      return allProcesses().flatMap((pid): Orphan[] => {
        const node = seen.get(`${pid} ${startOf(pid)}`) ?? nodeOf(pid, nodes);
        return node === undefined ? [] : [{ pid, node, command: commandOf(pid).slice(0, 80) }];
      });
    },
    stop: () => clearInterval(timer),
  };
}

/** Whatever a session started has its connection in its environment, its parent gone or not. */
function nodeOf(pid: number, nodes: readonly SiteNode[]): string | undefined {
  const connection = environmentOf(pid).find((each) => each.startsWith('SSH_CONNECTION='));
  if (connection === undefined || startOf(pid) === '') return undefined;
  return nodes.find(({ sshd }) => connection.endsWith(` 127.0.0.1 ${sshd.port}`))?.name;
}
