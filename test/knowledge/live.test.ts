import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../../src/document';
import { liveKnowledge, openKnowledge, type Knowledge, type LiveKnowledge } from '../../src/live-knowledge';
import { writeSnapshot } from '../../src/knowledge/snapshot';
import { knowledgeFolder } from '../support/knowledge';
import { until } from '../support/streams';

let folder: string;
let live: LiveKnowledge | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-live-'));
  cpSync(knowledgeFolder, join(folder, 'knowledge'), { recursive: true });
});
afterEach(async () => {
  await live?.close();
  rmSync(folder, { recursive: true });
});

const files = () => join(folder, 'knowledge');
const owl = () => join(files(), 'logs', 'owl.yaml');
const rename = (from: string, to: string) =>
  writeFileSync(owl(), readFileSync(owl(), 'utf8').replaceAll(from, to));

function opened(snapshot?: string): Knowledge {
  const result = openKnowledge([files()], snapshot);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.knowledge;
}

const owlPaths = ({ catalog }: Knowledge) =>
  catalog.logs.filter((log) => log.module === 'owl').map((log) => log.path);

test('a changed file is followed; a broken one is reported and the last good version stays; the mended one is followed again', async () => {
  const reports: (readonly Problem[])[] = [];
  live = liveKnowledge([files()], opened());
  await live.watch((problems) => reports.push(problems));

  rename('/owl-api.log', '/owl-api-v2.log');
  await until(
    () =>
      owlPaths((live as LiveKnowledge).current()).includes(
        '/opt/installer/production/logs/owl/owl-api-v2.log',
      ),
    'the reload',
  );

  appendFileSync(owl(), 'nonsense: [\n');
  await until(() => reports.some((problems) => problems.length > 0), 'the report');
  expect(reports.flat()[0]).toMatchObject({ file: 'logs/owl.yaml' });
  expect(owlPaths(live.current())).toContain('/opt/installer/production/logs/owl/owl-api-v2.log');

  cpSync(join(knowledgeFolder, 'logs', 'owl.yaml'), owl());
  await until(
    () =>
      owlPaths((live as LiveKnowledge).current()).includes('/opt/installer/production/logs/owl/owl-api.log'),
    'the second reload',
  );
});

test('a folder that vanishes is reported, and the last good version stays', async () => {
  const reports: Problem[] = [];
  live = liveKnowledge([files()], opened());
  await live.watch((problems) => reports.push(...problems));
  rmSync(files(), { recursive: true });
  await until(() => reports.length > 0, 'the report');
  expect(owlPaths(live.current()).length).toBe(2);
});

test('the snapshot gives the same catalog as the files', () => {
  const snapshot = join(folder, 'snapshot.json');
  writeSnapshot(files(), snapshot);
  expect(opened(snapshot).catalog).toEqual(opened().catalog);
});

test('a snapshot of other files is not used: an edit counts at once', () => {
  const snapshot = join(folder, 'snapshot.json');
  writeSnapshot(files(), snapshot);
  rename('/owl-api.log', '/owl-api-v2.log');
  expect(owlPaths(opened(snapshot))).toContain('/opt/installer/production/logs/owl/owl-api-v2.log');
});

test('a snapshot that was cut off is not used', () => {
  const snapshot = join(folder, 'snapshot.json');
  writeSnapshot(files(), snapshot);
  writeFileSync(snapshot, readFileSync(snapshot, 'utf8').slice(0, 1_000));
  expect(opened(snapshot).catalog).toEqual(opened().catalog);
});
