import { yamlOf } from '../document';
import { secretPages } from './chat-schema';
import { schemaFile } from './json-schema';

/** What `sherlog init` was told. */
export interface Told {
  readonly language: 'auto' | 'en' | 'zh';
  readonly chats: readonly ('slack' | 'teams')[];
  /** As they are written, in the keys of a node. */
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  /** Ids of persons who may search. */
  readonly searchers: readonly string[];
}

/** A commented sherlog.yaml: what was told, and beside it what else there is. */
export function configText({ language, chats, nodes, searchers }: Told): string {
  return [
    `# yaml-language-server: $schema=./${schemaFile}`,
    '# Written by `sherlog init`. Relative paths count from this file. `sherlog config check` says what is wrong with it,',
    '# `sherlog config show` what holds, `sherlog doctor` whether it works. Nodes, permissions, limits, language and log',
    '# level are taken when the file changes; the rest at the next start.',
    '',
    '# Language of the answers: that of each question (auto), en, or zh.',
    `language: ${language}`,
    '',
    'log:',
    '  level: warn # trace | debug | info | warn | error | silent',
    '',
    '# Where feedback, investigations and ticket drafts are kept. Default: ~/.local/state/sherlog',
    '# store: { folder: ./kept }',
    ...chatText(chats),
    '',
    ...searcherText(searchers),
    '',
    '# Machines whose logs may be read. How to prepare one: deploy/node/README.md',
    ...(nodes.length > 0 ? yamlOf({ nodes }).trimEnd().split('\n') : ['nodes: []']),
    '# Further keys of a node:',
    '#   via: [bastion-1]          # jump hosts: nodes of this file, in this order',
    '#   rootMap: { /opt/installer/production/logs: /data/logs } # where the installation lies elsewhere',
    '#   regex: true               # may regular expressions be searched?',
    '',
    '# Where a ticket draft can be sent, at a person’s press.',
    '# tickets:',
    '#   mail: { host: mail.example.com, from: sherlog@example.com, recipients: [support@example.com] }',
    '',
    '# /healthz, /readyz and /metrics, while a chat platform is served.',
    '# ops: { health: { host: 127.0.0.1, port: 9464 }, metrics: { host: 127.0.0.1, port: 9464 } }',
    '',
  ].join('\n');
}

function chatText(chats: Told['chats']): string[] {
  const section = (chat: Told['chats'][number], prefix: string) => [
    '',
    `# Its secrets come from the environment; each may lie in a file, named by the same word with _FILE:`,
    ...variables(prefix),
    chats.includes(chat) ? `${chat}: {}` : `# ${chat}: {}`,
  ];
  return [...section('slack', 'SLACK_'), ...section('teams', 'TEAMS_')];
}

function searcherText(searchers: readonly string[]): string[] {
  const head =
    '# Who may read logs; everybody may ask where a log is. Ids of the chat platform, never names.';
  if (searchers.length > 0)
    return [
      head,
      ...yamlOf({ permissions: [{ allow: ['search'], persons: searchers }] })
        .trimEnd()
        .split('\n'),
    ];
  return [head, '# permissions: [{ allow: [search], persons: [T0123ABCD/U0123ABCD] }]'];
}

function variables(prefix: string): string[] {
  return Object.entries(secretPages)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, page]) => `#   ${name}: ${page}`);
}
