import { childrenOf, environmentOf } from '../../test/support/processes';
import type { SiteNode } from '../site';
import type { Fault } from './fault';

/** What goes wrong with a node, and on the way to it. */
export function nodeFaults(node: SiteNode, longestMs: number): Fault[] {
  const { name: target, sshd, line } = node;
  let frozen: number[] = [];
  const fault = (kind: string, begin: Fault['begin'], mend: Fault['mend']): Fault => ({
    kind,
    target,
    longestMs,
    begin,
    mend,
  });
  return [
    fault(
      'sshd killed',
      () => killSshd(sshd.pid),
      () => sshd.restart(),
    ),
    fault(
      'sshd frozen',
      () => {
        frozen = [sshd.pid, ...childrenOf(sshd.pid)];
        for (const pid of frozen) signal(pid, 'SIGSTOP');
      },
      () => frozen.forEach((pid) => signal(pid, 'SIGCONT')),
    ),
    fault('connection stalled', line.stall, line.resume),
    fault('connection dropped, and refused', () => line.drop(true), line.resume),
  ];
}

/** The server and its sessions, as if it crashed; what they run on the node has to notice by itself. */
function killSshd(pid: number): void {
  const sessions = childrenOf(pid).filter((each) => !isOfSession(each));
  for (const each of [pid, ...sessions]) signal(each, 'SIGKILL');
}

/** Was a process started by a session of an sshd, directly or not? Everything below it has this in its environment. */
function isOfSession(pid: number): boolean {
  return environmentOf(pid).some((each) => each.startsWith('SSH_CONNECTION='));
}

/** A process that ended by itself meanwhile needs no signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
