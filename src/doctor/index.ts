import { setMaxListeners } from 'node:events';
import { statfsSync } from 'node:fs';
import { keptKey } from '../audit/key';
import type { Config, LoadedConfig } from '../config';
import type { Catalog } from '../knowledge/catalog';
import type { Folders } from '../knowledge/load';
import type { Node } from '../nodes/schema';
import type { Check, RemoteLogs, Store } from '../ports';
import { checkConfiguration, checkKnowledge } from './files';
import { checkAuditKey, checkDisk, checkVersions } from './host';
import { checkOneNode } from './nodes';
import { checkStore } from './store';

/** What a checkup looks at. */
export interface Patient {
  /** What the process was started with, and what stands in the file now. */
  readonly config: Config;
  readonly load: () => LoadedConfig;
  readonly folders: Folders;
  readonly catalog: () => Catalog;
  readonly store: Store;
  readonly nodes: () => readonly Node[];
  readonly remote: RemoteLogs;
  readonly version: string;
  readonly node: string;
  readonly now: () => Date;
  /** Asks what lies outside: chat platforms, mail, webhook. Sends nothing to anybody. */
  outside(config: Config, signal: AbortSignal): Promise<readonly Check[]>;
}

/** One part of a checkup: its name, and what looks. Never rejects. */
export interface Examination {
  readonly name: string;
  run(): Promise<readonly Check[]>;
}

/** All that is looked at, to be run at once: each part takes as long as what it waits for. */
export function examinations(patient: Patient, signal: AbortSignal): Examination[] {
  const { config, load, folders, catalog, store, nodes, remote, version, node, now, outside } = patient;
  const { folder } = config.store;
  const key = config.audit.key;
  const all = nodes();
  // Every part listens to it.
  setMaxListeners(0, signal);
  return [
    part('host', async () => [
      ...checkVersions(version, node),
      ...checkDisk(folder, statfsSync),
      ...checkAuditKey(key, folder),
    ]),
    part('configuration', async () => checkConfiguration(load())),
    part('knowledge', async () => checkKnowledge(folders)),
    part('store', () => checkStore(store, folder, () => keptKey(key), now())),
    part('outside', () => outside(config, signal)),
    ...all.map((each) => part(`node ${each.name}`, () => checkOneNode(each, all, catalog(), remote, signal))),
  ];
}

function part(name: string, look: () => Promise<readonly Check[]>): Examination {
  return {
    name,
    run: () =>
      look().catch((error: unknown): Check[] => {
        const why = error instanceof Error ? error.message : String(error);
        return [{ area: name, state: 'fail', found: { en: why, zh: why } }];
      }),
  };
}

/** How it stands as a whole: the worst of all. */
export function worst(checks: readonly Check[]): Check['state'] {
  if (checks.some(({ state }) => state === 'fail')) return 'fail';
  return checks.some(({ state }) => state === 'warn') ? 'warn' : 'ok';
}
