import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { runCli } from '../../src/cli/program';
import type { World } from '../../src/cli/world';
import { loadConfig } from '../../src/config';
import { configJsonSchema } from '../../src/config/json-schema';
import type { ListResult } from '../../src/ports';
import { projectFolder } from '../support/knowledge';
import { collector, given } from '../support/streams';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A command line in the folder; `offered` is the host key that any node offers. */
async function run(words: readonly string[], input = '', env: NodeJS.ProcessEnv = {}, offered?: string) {
  const [stdout, stderr] = [collector(), collector()];
  const missing: ListResult = {
    kind: 'host-key-missing',
    hop: 'a',
    detail: '',
    ...(offered === undefined ? {} : { offered }),
  };
  const remote = { list: async () => missing, search: async () => missing, close: async () => undefined };
  const world = {
    stdin: given(input),
    stdout,
    stderr,
    env: { HOME: folder, ...env },
    folder,
    version: '1.2.3',
    openRemoteLogs: async () => remote,
  } as unknown as World;
  const code = await runCli(words, world);
  return { code, out: stdout.text(), err: stderr.text() };
}
const written = () => readFileSync(join(folder, 'sherlog.yaml'), 'utf8');
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMQRyoYBMkMGCRVKcL9Xvj0p9s6s5WmGdVwDVPBDUNpC';

describe('sherlog init', () => {
  test('with nothing answered writes a file that holds', async () => {
    expect(await run(['init'])).toMatchObject({ code: 0 });
    expect(await run(['config', 'check'])).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(folder, 'sherlog.schema.json'), 'utf8')).toBe(configJsonSchema());
  });

  test('asks again for what cannot be; a host key is pinned once it was compared', async () => {
    const answers = [
      'slack',
      'zh',
      'yes',
      'con sole',
      'console-a',
      '10.0.0.1',
      '70000',
      '2222',
      'console',
      'plant-7',
      '',
      '',
      'CST',
      'Asia/Shanghai',
      'yes',
      'no',
      'T1/U1, T1/U2',
    ];
    const { code, out } = await run(['init'], answers.join('\n'), {}, key);
    expect(code).toBe(0);
    expect(out).toContain('expected a name of letters, digits');
    expect(out).toContain('expected an IANA time zone');
    expect(out).toContain('It offers ssh-ed25519 SHA256:');
    const loaded = loadConfig(undefined, { HOME: folder }, folder);
    expect(loaded).toMatchObject({
      config: {
        language: 'zh',
        permissions: [{ allow: ['search'], persons: ['T1/U1', 'T1/U2'] }],
        nodes: [
          {
            name: 'console-a',
            port: 2_222,
            site: 'plant-7',
            user: 'sherlog',
            timeZone: 'Asia/Shanghai',
            hostKey: key,
          },
        ],
      },
    });
  });

  test('a key that nobody compared is not pinned', async () => {
    const answers = ['', '', 'yes', '', '', '', '', '', '', '', '', 'no'];
    await run(['init'], answers.join('\n'), {}, key);
    expect(written()).not.toContain('AAAAC3');
  });

  test('overwrites nothing', async () => {
    writeFileSync(join(folder, 'sherlog.yaml'), 'language: zh\n');
    expect(await run(['init'])).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
    expect(written()).toBe('language: zh\n');
    expect(existsSync(join(folder, 'sherlog.schema.json'))).toBe(false);
  });
});

describe('sherlog config', () => {
  test('check reports every problem with line and tip, and fails', async () => {
    writeFileSync(join(folder, 'sherlog.yaml'), 'langauge: en\nknowledge: [none]\n');
    const { code, err } = await run(['config', 'check']);
    expect(code).toBe(1);
    expect(err).toContain('sherlog.yaml:1: unknown key "langauge"\n    did you mean "language"?');
    writeFileSync(join(folder, 'sherlog.yaml'), 'knowledge: [none]\n');
    expect((await run(['config', 'check', '--json'])).out).toContain('"line":1');
  });

  test('show fills in what holds and tells no secret', async () => {
    writeFileSync(
      join(folder, 'sherlog.yaml'),
      'slack: {}\ntickets: { webhook: { url: "https://hooks.example.com/services/T0/S3cretPath" } }\n',
    );
    writeFileSync(join(folder, 'token'), 'xapp-S3cretApp\n');
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-S3cretBot',
      SLACK_APP_TOKEN_FILE: 'token',
      SHERLOG_WEBHOOK_SECRET: 'S3cretHook',
    };
    const { code, out } = await run(['config', 'show'], '', env);
    expect(code).toBe(0);
    expect(out).not.toContain('S3cret');
    expect(parse(out)).toMatchObject({
      limits: { person: 30 },
      slack: { botToken: '[set]', appToken: '[set]', transport: 'socket' },
      tickets: { webhookSecret: '[set]', webhook: { url: 'https://hooks.example.com/[set]' } },
    });
  });

  test('its JSON Schema is the one in the project, takes the example, and refuses what the program refuses', async () => {
    const { out } = await run(['config', 'schema']);
    expect(out).toBe(readFileSync(join(projectFolder, 'deploy/config/sherlog.schema.json'), 'utf8'));
    const check = new Ajv({ strict: false, formats: { uri: true } }).compile(JSON.parse(out) as object);
    expect(check(parse(readFileSync(join(projectFolder, 'sherlog.example.yaml'), 'utf8')))).toBe(true);
    expect(check({ langauge: 'en' })).toBe(false);
    expect(check({ nodes: [{ name: 'a', role: 'console' }] })).toBe(false);
  });
});
