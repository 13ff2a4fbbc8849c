import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownCase } from '../../test/support/own-case';
import type { Disk } from '../disk';
import { handles } from '../process';
import type { Fault } from './fault';

const hangup = 1;

/** What goes wrong with the program's own surroundings: its disk, its knowledge, its configuration. */
export function programFaults(pid: number, disk: Disk, knowledge: string, config: string): Fault[] {
  const whole = readFileSync(config, 'utf8');
  const extra = join(knowledge, 'soak-extra.yaml');
  const reloaded: Fault = {
    kind: 'knowledge reloaded',
    target: 'knowledge',
    longestMs: 2_000,
    begin: () => writeFileSync(extra, ownCase('soak-extra')),
    mend: () => rmSync(extra, { force: true }),
  };
  const hungUp: Fault = {
    kind: 'SIGHUP',
    target: 'program',
    longestMs: 0,
    begin: () => void process.kill(pid, 'SIGHUP'),
    mend: () => {},
  };
  return [
    {
      kind: 'disk full',
      target: 'disk',
      longestMs: 6_000,
      begin: () => disk.fill(pid),
      mend: () => disk.free(pid),
    },
    reloaded,
    {
      ...reloaded,
      kind: 'knowledge broken',
      begin: () => writeFileSync(extra, ownCase('soak-extra').replace('area: product', 'area: moon')),
    },
    {
      kind: 'configuration broken',
      target: 'configuration',
      longestMs: 2_000,
      begin: () => writeFileSync(config, `${whole}, "nodes": moon`),
      mend: () => writeFileSync(config, whole),
    },
    // What does not take the signal ends by it.
    ...(handles(pid, hangup) ? [hungUp] : []),
  ];
}
