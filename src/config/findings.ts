import { accessSync, constants, statSync } from 'node:fs';
import type { Path, Problem } from '../document';
import { channelWarnings } from '../permission/consistency';
import type { Loaded } from './index';

/** What a configuration that can be read names in vain, with its line; and what is allowed, but should be known. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Looks at the files and folders that a configuration names. Reads none of them. */
export function findingsIn({ config, file, lineOf, chatProblems }: Loaded): Findings {
  const at = (path: Path, message: string, tip: string): Problem => ({
    file,
    line: lineOf(path),
    message: `${path.map(String).join('.')}: ${message}`,
    tip,
  });
  const missing = (path: Path, named: string | undefined, tip: string) =>
    named === undefined || isReadable(named)
      ? []
      : [at(path, 'expected a file or folder that this process may read', tip)];
  return {
    problems: [
      ...chatProblems,
      ...config.knowledge.flatMap((folder, index) =>
        missing(['knowledge', index], folder, 'create the folder, or take it out'),
      ),
      ...missing(['tickets', 'mail', 'ca'], config.tickets.mail?.ca, 'name the file of the authority'),
      ...config.nodes.flatMap(({ key, knownHosts }, index) => [
        ...missing(['nodes', index, 'key'], key, 'create it: ssh-keygen -t ed25519 -f <file>'),
        ...missing(['nodes', index, 'knownHosts'], knownHosts, 'create it, or pin the key by hostKey'),
      ]),
    ],
    warnings: [
      ...config.nodes.flatMap((node, index) =>
        nodeWarnings(node).map((each) => at(['nodes', index], ...each)),
      ),
      ...channelWarnings(config.permissions, config.nodes).map((message) => ({ file, line: 0, message })),
    ],
  };
}

function nodeWarnings(node: Loaded['config']['nodes'][number]): [message: string, tip: string][] {
  const { name, role, hostKey, knownHosts, key, agent } = node;
  if (role === 'windows-agent') return [];
  return [
    ...(hostKey === undefined && knownHosts === undefined
      ? [
          [
            `${name} is never connected to without a pinned host key`,
            `sherlog nodes check ${name} shows what it offers`,
          ] as [string, string],
        ]
      : []),
    ...(key === undefined && !agent
      ? [[`${name} has no way to log in`, 'set key, or agent: true'] as [string, string]]
      : []),
    ...(key !== undefined && isOpenToOthers(key)
      ? [[`others may read the key of ${name}`, `chmod 600 ${key}`] as [string, string]]
      : []),
  ];
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function isOpenToOthers(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.mode & 0o077) !== 0;
}
