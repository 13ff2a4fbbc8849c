import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { ownCase } from '../support/own-case';

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const bin = join(projectFolder, 'dist/src/main.js');

/** Runs the built program as a person would, in an empty folder, with this on its standard input. */
async function sherlog(
  args: readonly string[],
  input: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  // What is kept stays in the test's own folder.
  const state = { XDG_STATE_HOME: join(folder, 'state') };
  const child = start(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { ...process.env, ...state, ...env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end(input);
  const code = await exitOf(child);
  return { code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-cli-'));
});
afterEach(() => {
  endAll();
  rmSync(folder, { recursive: true });
});

const engine = '/opt/installer/production/logs/unicloud/unicloud-engine.log';

describe('sherlog answers', () => {
  test('the built program can be executed', () => {
    expect(statSync(bin).mode & 0o111).toBe(0o111);
  });

  test.each([
    ['ask', ['ask', 'unicloud', 'log', 'at', 'host', 'boot'], engine],
    ['ask, from a pipe', ['ask'], engine],
    ['logs', ['logs', 'unicloud', '--stage', 'boot', '--mode', 'block'], engine],
    [
      'logs of a module by any name',
      ['logs', '--module', 'sync proxy', '--stage', 'cleanup'],
      '/var/log/hamal/vm-<host>-<UUID>.log',
    ],
    ['platform', ['platform', 'aws'], 'AWS(SDK v1.34.93)'],
    ['platform list', ['platform'], '35 platforms (49 rows)'],
    ['playbook', ['playbook', 'target-side'], 'Target-side problems'],
    ['playbook step', ['playbook', 'target-side', 'storage', '--lang', 'zh'], '创建快照'],
    ['diagnose, from a pipe', ['diagnose'], "I don't know this one."],
    ['knowledge lint', ['knowledge', 'lint'], 'ok: 18 modules, 63 stage rows'],
    ['help', ['help'], 'Usage: sherlog'],
    ['help of a command', ['help', 'logs'], 'Usage: sherlog logs'],
    ['nothing said', [], 'Usage: sherlog'],
    ['--version', ['--version'], '0.1.0'],
  ])('%s, with exit code 0', async (_, args, expected) => {
    const ran = await sherlog(args, 'unicloud boot log\n');
    expect(ran).toEqual({ code: 0, out: expect.stringContaining(expected), err: '' });
  });

  test('--json prints the data alone', async () => {
    const { code, out } = await sherlog(['ask', '--json', 'unicloud', 'boot', 'block', 'log']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      stages: ['boot-block'],
      modules: ['unicloud'],
      logs: [
        {
          stage: 'boot-block',
          module: 'unicloud',
          source: 'unicloud-engine',
          component: 'unicloud',
          role: 'console',
          kind: 'program',
          path: engine,
          highPriority: true,
          note: null,
          documented: true,
        },
        {
          stage: 'boot-block',
          module: 'unicloud',
          source: 'unicloud-api',
          component: 'unicloud',
          role: 'console',
          kind: 'program',
          path: engine.replace('engine', 'api'),
          highPriority: false,
          note: null,
          documented: true,
        },
      ],
      clarify: null,
    });
  });

  test('a third language, emoji, right-to-left text and control characters still find the name in them', async () => {
    for (const text of [
      'où est le journal de hamal ?',
      '🙂 hamal 🙂',
      '\u202Ehamal log\u202C',
      'hamal\u0007\u001B[31m log',
      'أين سجل hamal',
    ]) {
      const ran = await sherlog(['ask', text]);
      expect(ran.code).toBe(0);
      expect(ran.out).toContain('/var/log/hamal/hamal-period.log');
      expect(ran.out).not.toMatch(/[\u0007\u001B\u202E]/);
    }
  });
});

describe('sherlog refuses', () => {
  test.each([
    ['an unknown command', ['lgos'], "unknown command 'lgos'"],
    ['an unknown option', ['ask', '--fast', 'x'], "unknown option '--fast'"],
    ['a language it does not speak', ['ask', '--lang', 'fr', 'x'], 'Allowed choices are en, zh'],
    ['an unknown stage', ['logs', '--stage', 'lunch'], 'Allowed choices are install, image'],
    ['an empty question', ['ask', ''], 'expected a question, found an empty text'],
    ['a question of blanks from a pipe', ['ask'], 'expected a question, found an empty text'],
    ['logs of nothing', ['logs'], 'expected a module, a stage or a log'],
    ['a module there is not', ['logs', '--module', 'nope'], 'expected a module, found "nope"'],
    [
      'a storage mode the stage does not have',
      ['logs', '--stage', 'boot', '--mode', 'general'],
      'the stage boot has no storage mode general',
    ],
    ['logs of nothing known', ['logs', 'nope'], 'expected a module, a stage or a log, found "nope"'],
    [
      'a platform there is not',
      ['platform', 'nope'],
      'expected a platform, or a condition such as v2 or windows, found "nope"',
    ],
    [
      'a file there is not',
      ['diagnose', 'nowhere.log'],
      'expected a readable file, found none at nowhere.log',
    ],
    ['a playbook there is not', ['playbook', 'nope'], 'Known: installation'],
    ['a step there is not', ['playbook', 'target-side', 'nope'], 'Known: start, incomplete'],
    ['a knowledge folder that is none', ['knowledge', 'lint', 'nowhere'], 'expected a knowledge folder'],
  ])('%s, with exit code 2 and a sentence on standard error', async (_, args, message) => {
    const ran = await sherlog(args, ' \n');
    expect(ran).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
  });

  test('a text of a megabyte, with exit code 2 and what to send instead', async () => {
    const ran = await sherlog(['ask'], 'x'.repeat(1_048_576));
    expect(ran).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining('A text has at most 512000 characters; this has 1048576.'),
    });
  });

  test.each([
    ['out of the folder', '../../../../../etc/passwd', 'expected a file that ends in .yaml or .yml'],
    ['to nothing', 'missing.yaml', 'expected a configuration file, found none of this name'],
  ])('a --config that leads %s, with exit code 1, and shows none of it', async (_, path, message) => {
    const ran = await sherlog(['ask', '--config', path, 'hamal']);
    expect(ran).toEqual({ code: 1, out: '', err: expect.stringContaining(message) });
    expect(ran.err).not.toContain('root:');
  });

  test('a configuration with mistakes, all of them with their lines', async () => {
    writeFileSync(join(folder, 'sherlog.yaml'), 'language: klingon\ncolour: red\n');
    const ran = await sherlog(['ask', 'hamal']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('sherlog.yaml:1: language: expected auto | en | zh, found "klingon"');
    expect(ran.err).toContain('sherlog.yaml:2: unknown key "colour"');
  });
});

describe('sherlog ask --jsonl', () => {
  test('what opens a form is told as one, and the next line is answered', async () => {
    const input = [
      '{"id":1,"text":"open a ticket"}',
      '{"id":2,"text":"搜索日志"}',
      '{"id":3,"text":"hamal log"}',
    ];
    const { code, out } = await sherlog(['ask', '--jsonl'], `${input.join('\n')}\n`);
    const answers = out
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each) as object);
    expect(code).toBe(0);
    expect(answers).toEqual([
      { id: 1, command: 'escalate', data: { form: expect.objectContaining({ fields: expect.any(Array) }) } },
      expect.objectContaining({ id: 2 }),
      expect.objectContaining({ id: 3, command: 'locate' }),
    ]);
  });

  test('the command line shows what a form asks for', async () => {
    const { code, out } = await sherlog(['ask', 'escalate']);
    expect(code).toBe(0);
    expect(out).toContain('It is filled in the chat: sherlog serve.');
  });

  const lines = (ran: Ran) =>
    ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('answers line by line, in order, and goes on after a line that is not JSON', async () => {
    const input = [
      '{"id":1,"text":"unicloud boot log"}',
      'not json',
      '',
      '{"id":"b","text":"which platforms are v2"}',
      '{"id":3}',
      '{"id":4,"text":""}',
      '{"id":5,"text":"目标端问题怎么排查"}',
    ];
    const ran = await sherlog(['ask', '--jsonl'], `${input.join('\n')}\n`);
    expect(ran.code).toBe(0);
    expect(lines(ran)).toEqual([
      { id: 1, command: 'locate', data: expect.objectContaining({ modules: ['unicloud'] }) },
      {
        id: null,
        error: {
          code: 'not-json',
          message: 'Line 2: expected {"id", "text"} as JSON.',
          hint: 'The other lines are answered.',
        },
      },
      { id: 'b', command: 'platform', data: expect.anything() },
      { id: 3, error: expect.objectContaining({ code: 'not-json' }) },
      { id: 4, command: 'help', data: expect.objectContaining({ reason: 'empty' }) },
      {
        id: 5,
        command: 'playbook',
        data: {
          playbook: 'target-side',
          step: 'start',
          outcome: null,
          options: ['incomplete', 'platform', 'storage'],
        },
      },
    ]);
  });

  test('answers invalid UTF-8 and a huge text without losing the next line', async () => {
    const huge = JSON.stringify({ id: 'huge', text: 'y'.repeat(1_000_000) });
    const ran = await sherlog(
      ['ask', '--jsonl'],
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(`${huge}\n{"id":"ok","text":"hamal"}\n`)]),
    );
    expect(ran.code).toBe(0);
    expect(
      lines(ran).map(({ id, command, error }) => [id, command ?? (error as { code: string }).code]),
    ).toEqual([
      [null, 'not-json'],
      ['huge', 'too-long'],
      ['ok', 'locate'],
    ]);
  });

  test('answers each line before the next is there', async () => {
    const child = start(process.execPath, [bin, 'ask', '--jsonl'], { cwd: folder });
    const first = new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8'))),
    );
    child.stdin.write('{"id":1,"text":"hamal"}\n');
    expect(JSON.parse(await first)).toMatchObject({ id: 1, command: 'locate' });
    child.stdin.end();
    expect(await exitOf(child)).toBe(0);
  });
});

describe('sherlog serve without a terminal', () => {
  test('answers one message a line, presses by number, ends with the input and exit code 0', async () => {
    const ran = await sherlog(['serve'], 'unicloud log at host boot\n1\nmistral 是什么\n');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out.match(/^(?:Host boot|unicloud|mistral).*$/gm)).toEqual([
      'Host boot · unicloud (cloud platform orchestration)',
      'Host boot (block storage) · unicloud (cloud platform orchestration)',
      'mistral（工作流编排服务）',
    ]);
  });

  test('ends quietly when its reader does', async () => {
    const child = start('sh', ['-c', `"${process.execPath}" "${bin}" serve | head -n 1`], { cwd: folder });
    child.stdin.end('hamal log\n'.repeat(2_000));
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    expect(await exitOf(child)).toBe(0);
    expect(err).toBe('');
  });
});

describe("what is kept, and cases of one's own", () => {
  const unmatched = 'ERROR frobnicator refused widget 17, token=abc123def456\n';
  test('unmatched pastes are listed by kind, without secrets; a trial shows which a new case answers', async () => {
    await sherlog(['diagnose'], unmatched);
    await sherlog(['diagnose'], unmatched.replace('17', '99'));
    await sherlog(['diagnose'], 'No valid host was found. There are not enough hosts available.');
    const gaps = await sherlog(['knowledge', 'gaps']);
    expect(gaps.out).toContain('3 pastes: 33 % match, 0 % candidates, 67 % unknown');
    expect(gaps.out).toMatch(/2 x {2}ERROR frobnicator refused widget 99, token=\[masked\]/);
    writeFileSync(join(folder, 'widget.yaml'), ownCase('site-widget'));
    const trial = await sherlog(['knowledge', 'try', 'widget.yaml']);
    expect(trial).toMatchObject({ code: 0, err: '' });
    expect(trial.out).toContain('samples      1 of 1 show it');
    expect(trial.out).toContain('it takes 0 of');
    expect(trial.out).toContain('it answers 2 of 2 pastes');
  });

  test('a trial of a broken case tells what is wrong, and where', async () => {
    writeFileSync(join(folder, 'widget.yaml'), ownCase('site-widget').replace('area: product', 'area: moon'));
    const trial = await sherlog(['knowledge', 'try', 'widget.yaml']);
    expect(trial.code).toBe(1);
    expect(trial.err).toContain(
      'widget.yaml:4: area: expected installation | source | target | product, found "moon"',
    );
    expect(await sherlog(['knowledge', 'try', 'nowhere.yaml'])).toMatchObject({ code: 1 });
  });

  test('a folder named in the configuration answers too; lint names its mistakes', async () => {
    mkdirSync(join(folder, 'own/cases/product'), { recursive: true });
    const file = join(folder, 'own/cases/product/site-widget.yaml');
    writeFileSync(file, ownCase('site-widget'));
    writeFileSync(join(folder, 'sherlog.yaml'), 'knowledge: [own]\n');
    const answer = await sherlog(['diagnose', '--json'], unmatched);
    expect(JSON.parse(answer.out)).toMatchObject({
      verdict: 'match',
      cases: expect.arrayContaining([expect.objectContaining({ id: 'site-widget' })]),
    });
    writeFileSync(file, ownCase('site-wodget'));
    const lint = await sherlog(['knowledge', 'lint']);
    expect(lint.code).toBe(1);
    expect(lint.err).toContain(`${file}:1: expected the file to be cases/product/site-wodget.yaml`);
  });

  test('a 20 MB log is read whole; a larger one and an archive are refused', async () => {
    const calm = '2025-08-14 10:12:44,120 7 INFO unicloud.engine [-] heartbeat ok\n';
    const line = '2025-08-14 10:13:00,000 7 ERROR unicloud.engine [-] No valid host was found.\n';
    writeFileSync(join(folder, 'big.log'), calm.repeat(150_000) + line + calm.repeat(150_000));
    const { out } = await sherlog(['diagnose', 'big.log', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'match',
      lines: 300_001,
      errors: [{ line: 150_001, count: 1, case: 'openstack-no-valid-host' }],
    });
    truncateSync(join(folder, 'big.log'), 20 * 1_024 * 1_024 + 1);
    expect(await sherlog(['diagnose', 'big.log'])).toMatchObject({ code: 2 });
    const archive = await sherlog(['diagnose'], Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x41]));
    expect(archive).toMatchObject({ code: 2, err: expect.stringContaining('binary file') });
  });
});

describe('nodes that cannot be read', () => {
  // Nothing listens on the port of discard; the key is pinned and never met.
  const node = (rest: string) => `nodes:
  - name: console-a
    role: console
    host: 127.0.0.1
    port: 9
    hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMQRyoYBMkMGCRVKcL9Xvj0p9s6s5WmGdVwDVPBDUNpC
${rest}`;
  const grep = ['grep', 'refused', '--log', 'unicloud-engine'];

  test.each([
    ['a node that is down', '', 'cannot be reached'],
    ['a key file that is not there', '    key: ./nowhere\n', 'cannot be read'],
    ['a key file that is none', '    key: ./sherlog.yaml\n', 'expected a private key without a passphrase'],
    ['an agent that is not there', '    agent: true\n', 'SSH_AUTH_SOCK is not set'],
  ])('%s is told, and ends with exit code 1', async (_, rest, told) => {
    writeFileSync(join(folder, 'sherlog.yaml'), node(rest));
    const ran = await sherlog(grep, '', { SSH_AUTH_SOCK: undefined });
    expect(ran).toMatchObject({ code: 1, out: expect.stringContaining(told) });
    expect(ran.out).toContain('Could not search for "refused"');
    expect((await sherlog(['trace', 'req-12345678', '--json'], '', { SSH_AUTH_SOCK: undefined })).code).toBe(
      1,
    );
  });

  test('lines of questions end with their input, searches too', async () => {
    writeFileSync(join(folder, 'sherlog.yaml'), node(''));
    const line = JSON.stringify({ id: 1, text: 'grep refused in unicloud-engine' });
    const { code, out } = await sherlog(['ask', '--jsonl'], `${line}\n`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      id: 1,
      command: 'grep',
      data: { targets: [{ outcome: 'unreachable' }] },
    });
  });

  test.each([
    [['grep', 'x', '--around', '1h'], 'expected --at with --around'],
    [['grep', 'x', '-C', 'many'], 'expected -B (or -C) as a number of lines'],
    [['grep', 'x', '--module', 'nope'], 'expected a module and a stage that log, found nope'],
    [['nodes', 'bogus'], 'too many arguments'],
  ])('%s says what was expected, with exit code 2', async (args, told) => {
    writeFileSync(join(folder, 'sherlog.yaml'), node(''));
    expect(await sherlog(args)).toMatchObject({ code: 2, err: expect.stringContaining(told) });
  });

  test('a time zone of several meanings is refused in the configuration', async () => {
    writeFileSync(join(folder, 'sherlog.yaml'), node('    timeZone: CST\n'));
    const ran = await sherlog(['nodes']);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('expected an IANA time zone') });
  });
});

describe('what is kept, looked after', () => {
  test('info, verify, export, prune and the record of deeds, on a store that a chat filled', async () => {
    const env = { XDG_CONFIG_HOME: join(folder, 'config') };
    const chat = 'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528\nescalate\ntickets\n';
    await sherlog(['serve'], chat, env);
    const info = await sherlog(['store', 'info', '--json'], '', env);
    const { kinds } = JSON.parse(info.out) as { kinds: { kind: string; count: number }[] };
    expect(Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))).toMatchObject({
      draft: 1,
      happened: 1,
      audit: 1,
    });
    expect(await sherlog(['store', 'verify'], '', env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('ok'),
    });
    const verified = await sherlog(['audit', 'verify'], '', env);
    expect(verified).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ok: 1 entries, head 1:[0-9a-f]{64}\n$/),
    });
    const exported = await sherlog(['audit', 'export'], '', env);
    expect(JSON.parse(exported.out)).toMatchObject({
      number: 1,
      deed: { what: 'save-draft', outcome: 'done' },
    });
    expect((await sherlog(['tickets'], '', env)).out).toContain('Failed to attach');
    expect((await sherlog(['tickets', '1'], '', env)).out).toContain('== To attach ==');
    expect(await sherlog(['tickets', 'x'], '', env)).toMatchObject({ code: 2 });
    expect((await sherlog(['store', 'export'], '', env)).out.split('\n')).toHaveLength(6);
    expect(await sherlog(['store', 'prune', '--json'], '', env)).toMatchObject({ code: 0 });
    const other = { XDG_CONFIG_HOME: join(folder, 'other') };
    expect(await sherlog(['audit', 'verify'], '', other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the key of the record is not there'),
    });
    mkdirSync(join(folder, 'other', 'sherlog'), { recursive: true });
    writeFileSync(join(folder, 'other', 'sherlog', 'audit.key'), `${'ab'.repeat(32)}\n`);
    expect(await sherlog(['audit', 'verify'], '', other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('entry 1: changed'),
    });
  });

  test('a store that cannot be opened is told, and the chat goes on', async () => {
    writeFileSync(join(folder, 'state'), '');
    expect(await sherlog(['store', 'info'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be used'),
    });
    const chat = await sherlog(['serve'], 'unicloud log at host boot\nescalate\n');
    expect(chat).toMatchObject({ code: 0, out: expect.stringContaining('unicloud-engine.log') });
  });

  test('an evidence zip that is none is told', async () => {
    writeFileSync(join(folder, 'no.zip'), 'no zip');
    expect(await sherlog(['bundle', 'verify', 'no.zip'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('expected an evidence zip'),
    });
  });
});

test('permissions are told with what they rest on; a rule about a node that is not there is a problem', async () => {
  const config = (pattern: string) => `nodes:
  - { name: console-a, role: console, host: 10.0.0.1, site: plant-7 }
permissions:
  - { allow: [search], persons: [U1], nodes: [${pattern}] }
`;
  writeFileSync(join(folder, 'sherlog.yaml'), config('console-*'));
  const asked = (who: string) => sherlog(['permissions', 'test', who, 'search', '--node', 'console-a']);
  expect(await asked('U1')).toMatchObject({ code: 0, out: 'allowed: permissions[0] allows it\n' });
  expect(await asked('U2')).toMatchObject({ code: 1, out: 'denied: nobody may who is not named\n' });
  expect(await sherlog(['permissions', 'test', 'U1', 'fly'])).toMatchObject({ code: 2 });
  writeFileSync(join(folder, 'sherlog.yaml'), config('consol-a'));
  const { code, err } = await asked('U1');
  expect(code).toBe(1);
  expect(err).toContain('sherlog.yaml:4: expected the name of a node, found "consol-a"');
});
