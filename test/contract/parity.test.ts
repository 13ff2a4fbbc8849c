import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/knowledge';
import { equivalents, features, type Feature, type Platform } from './features';

/* docs/parity.md is the contract as a table. UPDATE_PARITY=1 writes it. */

const platforms: readonly Platform[] = ['Slack', 'Teams', 'web', 'terminal'];
const headings: Partial<Record<Platform, string>> = { terminal: 'Terminal', web: 'Web page' };
const said = (platform: Platform, feature: Feature) => {
  const instead = equivalents[platform][feature];
  return instead === undefined ? 'yes' : `instead: ${instead}`;
};

function parity(): string {
  const tables = Object.entries(features).map(([group, names]) => {
    const rows = names.map(
      (name) => `| ${[name, ...platforms.map((each) => said(each, name))].join(' | ')} |`,
    );
    const head = ['', ...platforms].map((each) => headings[each as Platform] ?? each);
    return [`## ${group}`, '', `| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join(
      '\n',
    );
  });
  const intro = [
    '# One bot, four chats',
    '',
    'Made by `UPDATE_PARITY=1 npx jest test/contract/parity` from the contract suite: *yes* means that the same case of',
    '`test/contract/chat-adapter.ts` runs against the platform and holds; *instead* names the equivalent, and is the reason that the',
    'skipped case states.',
  ];
  return `${[intro.join('\n'), ...tables].join('\n\n')}\n`;
}

test('docs/parity.md is what the contract suite says', () => {
  const path = join(projectFolder, 'docs', 'parity.md');
  if (process.env['UPDATE_PARITY']) writeFileSync(path, parity());
  else expect(readFileSync(path, 'utf8')).toBe(parity());
});
