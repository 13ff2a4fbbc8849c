import { stageIds } from '../../src/knowledge/schema';
import { builtInKnowledge } from '../support/knowledge';
import { corrected, readTable } from '../support/table';

const { catalog } = builtInKnowledge();
const documented = readTable('stage-table.tsv').map(([stage, , source, mark, kind, path]) => ({
  stage,
  source: source?.toLowerCase(),
  highPriority: mark === '*',
  kind,
  path: corrected(path ?? ''),
}));

describe('the stage table', () => {
  test('holds the 63 documented rows, with 23 distinct paths, and no other', () => {
    const rows = catalog.rows.map(({ stage, highPriority, log }) => {
      return { stage, source: log.source.toLowerCase(), highPriority, kind: log.kind, path: log.path };
    });
    const key = (row: object) => JSON.stringify(row);
    expect(rows.map(key).sort()).toEqual(documented.map(key).sort());
    expect(rows).toHaveLength(63);
    expect(new Set(rows.map((row) => row.path)).size).toBe(23);
  });

  test.each(stageIds)('lists High Priority logs of %s before the others', (stage) => {
    const marks = catalog.rows.filter((row) => row.stage === stage).map((row) => row.highPriority);
    expect(marks).toEqual([...marks].sort((a, b) => Number(b) - Number(a)));
    expect(marks).toContain(true);
  });

  test('every path that differs from the documents carries the correction, with its source', () => {
    const asPrinted = new Set(readTable('stage-table.tsv').map((row) => row[5]));
    for (const { log } of catalog.rows)
      if (!asPrinted.has(log.path)) {
        expect(
          log.corrections?.map((correction) => correction.documented).some((path) => asPrinted.has(path)),
        ).toBe(true);
        expect(log.corrections?.every((correction) => correction.reference.startsWith('docs:'))).toBe(true);
      }
  });

  test('names the logs which the table lacks, apart from its rows', () => {
    const others = catalog.logs.filter((log) => log.stages.length === 0).map((log) => log.path);
    expect(others).toEqual([
      '/var/log/egisplus-agent/agent-syncer-panic.log',
      '/var/log/egisplus-agent/agent-syncer.log',
      '/var/log/egisplus-agent/db.log',
      '/var/log/hamal/hamal-period-subprocess.log',
      '/var/log/sgateway/s3block_<YYYYMMDD>.log',
      '/var/log/sgateway/watchman_<YYYYMMDD>.log',
    ]);
  });
});

test('there are 18 modules, each with a description in both languages', () => {
  expect(catalog.modules).toHaveLength(18);
  for (const module of catalog.modules) expect(module.description.zh).toMatch(/\p{Script=Han}/u);
});
