import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Loaded } from '../../src/config';
import { liveConfig, type Reloaded } from '../../src/live-config';
import { until } from '../support/streams';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-live-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (content: string) => writeFileSync(join(folder, 'sherlog.yaml'), content);
const node = (host: string) => `nodes: [{ name: a, role: console, host: ${host} }]\n`;

function opened(env: NodeJS.ProcessEnv = {}) {
  const load = () => loadConfig(undefined, { HOME: '/home/mei', ...env }, folder);
  return liveConfig(load() as Loaded, load);
}

test('changed nodes and permissions hold from then on, and are named', () => {
  write(node('10.0.0.1'));
  const live = opened();
  write(`${node('10.0.0.2')}permissions: [{ allow: [search], persons: [T1/U1] }]\nlog: { level: debug }\n`);
  expect(live.reload()).toEqual({ taken: ['nodes', 'permissions', 'log'], waiting: [] });
  expect(live.settings()).toMatchObject({ nodes: [{ host: '10.0.0.2' }], log: { level: 'debug' } });
  expect(live.reload()).toEqual({ taken: [], waiting: [] });
});

test('a bad version changes nothing, and its problems are told', () => {
  write(node('10.0.0.1'));
  const live = opened();
  write('nodes: [{ name: a, rolle: console, host: 10.0.0.2 }]\n');
  expect(live.reload()).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ tip: 'did you mean "role"?' })]),
  });
  expect(live.settings().nodes).toMatchObject([{ host: '10.0.0.1' }]);
});

test('what needs a restart is named until it is changed back', () => {
  write('http: { port: 4000 }\n');
  const live = opened();
  write('http: { port: 4001 }\nstore: { folder: elsewhere }\n');
  // Drafts lie below the store.
  expect(live.reload()).toEqual({ taken: [], waiting: ['store', 'tickets', 'http'] });
  expect(live.reload()).toMatchObject({ waiting: ['store', 'tickets', 'http'] });
  write('http: { port: 4000 }\n');
  expect(live.reload()).toEqual({ taken: [], waiting: [] });
});

test('a file that is written is read by itself', async () => {
  write(node('10.0.0.1'));
  const live = opened();
  const told: Reloaded[] = [];
  await live.watch((reloaded) => told.push(reloaded));
  write(node('10.0.0.3'));
  await until(() => told.length > 0, 'the reload');
  await live.close();
  expect(told).toEqual([{ taken: ['nodes'], waiting: [] }]);
});
