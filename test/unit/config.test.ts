import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config';
import { projectFolder } from '../support/knowledge';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
const env = { HOME: '/home/mei' };
const defaults = {
  language: 'auto',
  log: { level: 'warn' },
  knowledge: [],
  nodes: [],
  permissions: [],
  groups: {},
  channels: {},
  limits: { person: 30, channel: 120 },
  http: { host: '0.0.0.0', port: 3_978 },
  web: {},
  ops: { health: { host: '127.0.0.1', port: 9_464 }, metrics: { host: '127.0.0.1', port: 9_464 } },
  tickets: { folder: '/home/mei/.local/state/sherlog/outbox' },
  store: {
    folder: '/home/mei/.local/state/sherlog',
    days: {
      diagnosed: 400,
      feedback: 400,
      happened: 90,
      step: 90,
      draft: 730,
      audit: 730,
      seen: 2,
      posted: 90,
      payload: 90,
      run: 7,
      lease: 1,
    },
  },
  audit: { key: '/home/mei/.config/sherlog/audit.key' },
};

test('without a file the defaults hold', () => {
  expect(loadConfig(undefined, env, folder)).toMatchObject({
    config: defaults,
    path: undefined,
    chatProblems: [],
  });
});

test('sherlog.yaml beside the process is found; SHERLOG_CONFIG goes before it, --config before both', () => {
  write('sherlog.yaml', 'language: zh\n');
  write('other.yaml', 'language: en\n');
  write('third.yaml', 'log: { level: debug }\n');
  expect(loadConfig(undefined, env, folder)).toMatchObject({
    config: { ...defaults, language: 'zh' },
    chatProblems: [],
  });
  expect(loadConfig(undefined, { ...env, SHERLOG_CONFIG: 'other.yaml' }, folder)).toMatchObject({
    config: { ...defaults, language: 'en' },
    chatProblems: [],
  });
  expect(loadConfig('third.yaml', { ...env, SHERLOG_CONFIG: 'other.yaml' }, folder)).toMatchObject({
    config: { ...defaults, log: { level: 'debug' } },
    chatProblems: [],
  });
});

test('an empty file is the defaults', () => {
  write('sherlog.yaml', '\n');
  expect(loadConfig(undefined, env, folder)).toMatchObject({
    config: defaults,
    path: join(folder, 'sherlog.yaml'),
    chatProblems: [],
  });
});

test('all problems of a file come at once, with lines and tips', () => {
  write('sherlog.yaml', 'langauge: en\nlog:\n  level: loud\n');
  expect(loadConfig(undefined, env, folder)).toEqual({
    problems: [
      {
        file: 'sherlog.yaml',
        line: 3,
        message: 'log.level: expected trace | debug | info | warn | error | silent, found "loud"',
      },
      { file: 'sherlog.yaml', line: 1, message: 'unknown key "langauge"', tip: 'did you mean "language"?' },
    ],
  });
});

test.each([
  [
    'a path out of the folder to a file that is no configuration',
    '../../../../etc/passwd',
    'expected a file that ends in .yaml or .yml',
  ],
  ['a name that is not there', 'nowhere.yaml', 'expected a configuration file, found none of this name'],
  ['a NUL byte', 'a\u0000.yaml', 'expected a configuration file, found none of this name'],
])('%s is told and not read', (_, path, message) => {
  expect(loadConfig(path, {}, folder)).toEqual({ problems: [expect.objectContaining({ message })] });
});

test('a folder, and a file far too large, are told', () => {
  symlinkSync(tmpdir(), join(folder, 'link.yaml'));
  write('large.yaml', 'x'.repeat(1_048_577));
  expect(loadConfig('link.yaml', {}, folder)).toEqual({
    problems: [expect.objectContaining({ message: 'expected a regular file' })],
  });
  expect(loadConfig('large.yaml', {}, folder)).toEqual({
    problems: [expect.objectContaining({ message: 'expected at most 1048576 bytes, found 1048577' })],
  });
});

test('no message repeats what a file holds', () => {
  write('sherlog.yaml', 'root:$6$salt$hash:19000:0:99999:7:::\n- [\n');
  expect(JSON.stringify(loadConfig(undefined, env, folder))).not.toMatch(/salt|hash/);
});

test('SHERLOG_LOG_LEVEL goes before the file, and a wrong one is told', () => {
  expect(loadConfig(undefined, { ...env, SHERLOG_LOG_LEVEL: 'debug' }, folder)).toMatchObject({
    config: { ...defaults, log: { level: 'debug' } },
    path: undefined,
    chatProblems: [],
  });
  expect(loadConfig(undefined, { ...env, SHERLOG_LOG_LEVEL: 'loud' }, folder)).toEqual({
    problems: [expect.objectContaining({ file: 'SHERLOG_LOG_LEVEL' })],
  });
});

test('folders count from the file, whoever names it; without a store named it is the state folder of the account', () => {
  mkdirSync(join(folder, 'conf'));
  write('conf/sherlog.yaml', 'knowledge: [own, /srv/shared]\nstore: { folder: ../kept }\n');
  expect(loadConfig('conf/sherlog.yaml', env, folder)).toMatchObject({
    config: {
      knowledge: [join(folder, 'conf/own'), '/srv/shared'],
      store: expect.objectContaining({ folder: join(folder, 'kept') }),
    },
  });
  expect(loadConfig(undefined, { ...env, XDG_STATE_HOME: '/var/state' }, folder)).toMatchObject({
    config: { store: expect.objectContaining({ folder: '/var/state/sherlog' }) },
  });
});

describe('nodes', () => {
  const node = (rest: string) => `nodes:\n  - { name: a, role: console, host: 10.0.0.1${rest} }\n`;

  test('have defaults; their files count from the configuration', () => {
    write('sherlog.yaml', node(', user: sherlog, key: ./id, knownHosts: kh'));
    expect(loadConfig(undefined, env, folder)).toMatchObject({
      config: {
        nodes: [
          {
            name: 'a',
            port: 22,
            key: join(folder, 'id'),
            knownHosts: join(folder, 'kh'),
            roots: ['/opt/installer/production/logs', '/var/log'],
            timeZone: 'UTC',
            concurrency: 4,
            regex: false,
            search: { persons: [], groups: [], channels: [] },
          },
        ],
      },
    });
  });

  test.each([
    ['a jump host that is no node', ', via: [b]', 'expected the name of a node, found "b"'],
    ['a way through itself', ', via: [a]', 'expected a way to a that does not lead through it'],
    ['a relative root', ', roots: [logs]', 'nodes.0.roots.0: expected an absolute path; found "logs"'],
    ['a root that holds credentials', ', roots: [/opt/x/config]', 'expected no config folder'],
    ['a zone that is none', ', timeZone: Mars', 'expected an IANA time zone'],
    ['a host that is an option', ', user: -oProxyCommand=x', 'expected an account name'],
    ['two ways to log in', ', key: k, agent: true', 'expected key or agent, found both'],
    ['a role that is none', ', labels: [x], rol: console', 'unknown key "rol"'],
  ])('%s is told with its line', (_, rest, message) => {
    write('sherlog.yaml', node(rest));
    expect(loadConfig(undefined, env, folder)).toEqual({
      problems: [expect.objectContaining({ line: 2, message: expect.stringContaining(message) })],
    });
  });
});

test('the example that is shipped is a right configuration, and names every key of a node', () => {
  const loaded = loadConfig('sherlog.example.yaml', env, projectFolder);
  if (!('config' in loaded)) throw new Error(JSON.stringify(loaded.problems));
  const named = new Set(loaded.config.nodes.flatMap((node) => Object.keys(node)));
  const source = readFileSync(join(projectFolder, 'sherlog.example.yaml'), 'utf8');
  for (const key of named) expect(source).toMatch(new RegExp(`^\\s+(?:- )?${key}:`, 'm'));
});
