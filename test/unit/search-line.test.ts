import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { locateQuery } from '../../src/command';
import { byId } from '../../src/knowledge/catalog';
import { searchLine } from '../../src/locate/search-line';
import { builtInKnowledge } from '../support/knowledge';

const { catalog } = builtInKnowledge();
const lineOf = (log: string, query: object = {}) =>
  searchLine(byId(catalog.logs, log), locateQuery.parse(query), catalog, 'en');

test.each([
  [
    'unicloud-engine',
    {},
    "grep -C 50 -F 'KEYWORD' /opt/installer/production/logs/unicloud/unicloud-engine.log",
  ],
  ['hamal-vm', {}, "grep -C 50 -F 'KEYWORD' /var/log/hamal/vm-*-*.log"],
  ['hamal-vm', { host: 'web01' }, "grep -C 50 -F 'KEYWORD' /var/log/hamal/vm-web01-*.log"],
  [
    'gateway-s3block',
    { date: '2025-05-14' },
    "grep -C 50 -F 'KEYWORD' /var/log/sgateway/s3block_20250514.log",
  ],
  [
    'ds-agent',
    { date: '2025-09-18', keyword: "it's" },
    String.raw`Select-String -SimpleMatch -Context 50 -Pattern 'it''s' -Path 'C:\Program Files (x86)\DiskSync-Agent\log\DSAgent-2025-09-18.log'`,
  ],
  [
    'mistral-server',
    { scripts: 'any' },
    "grep -C 50 -F 'user pre scripts' /opt/installer/production/logs/mistral/mistral-server.log",
  ],
  ['hamal-terminal', {}, undefined],
])('the line for %s %j', (log, query, line) => {
  expect(lineOf(log, query)).toBe(line);
});

test('whatever the keyword holds, a shell takes the line as one grep with that keyword', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\0')),
      (keyword) => {
        const line = lineOf('owl-api', { keyword }) ?? '';
        const { stdout, status } = spawnSync(
          'sh',
          [
            '-c',
            `grep() { printf '%s\\n' "$#"; for last; do :; done; shift 3; [ "$1" = -e ] && shift; printf '%s' "$1"; }; ${line}`,
          ],
          { encoding: 'utf8' },
        );
        expect(status).toBe(0);
        expect(stdout.slice(stdout.indexOf('\n') + 1)).toBe(keyword);
      },
    ),
    { numRuns: 60 },
  );
});
