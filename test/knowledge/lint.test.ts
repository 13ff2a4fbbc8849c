import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from '../../src/knowledge/lint';
import { loadKnowledge } from '../../src/knowledge/load';
import { knowledgeFolder } from '../support/knowledge';
import { ownCase } from '../support/own-case';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sherlog-knowledge-'));
  cpSync(knowledgeFolder, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Replaces a text in one file of the copy. */
function edit(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  expect(source).toContain(from);
  writeFileSync(path, source.replace(from, to));
}

function problems() {
  const loaded = loadKnowledge([folder]);
  return 'problems' in loaded ? loaded.problems : [];
}

interface Mistake {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

const mistakes: readonly Mistake[] = [
  {
    rule: 'cases-hold-together',
    file: 'cases/installation/net-dns-failure.yaml',
    from: 'related: [net-port-blocked,',
    to: 'related: [no-such-case,',
    message: 'found "no-such-case"',
  },
  {
    rule: 'signatures-are-their-own',
    file: 'cases/installation/net-dns-failure.yaml',
    from: 'signatures:\n',
    to: 'signatures:\n  - text: There are not enough <*> available\n',
    message: 'also stands in a sample of openstack-no-valid-host',
  },
  {
    rule: 'topics-hold-together',
    file: 'topics/ceph.yaml',
    from: '    related:\n      - ',
    to: '    related:\n      - no-',
    message: 'expected a known name, found "no-',
  },
  {
    rule: 'logs-are-there',
    file: 'modules.yaml',
    from: '  - id: crab\n    undocumented: true\n',
    to: '  - id: crab\n',
    message: 'expected logs/crab.yaml, found none',
  },
  {
    rule: 'file-names-agree',
    file: 'logs/owl.yaml',
    from: 'module: owl',
    to: 'module: mistral',
    message: 'expected the file to be logs/mistral.yaml',
  },
  {
    rule: 'ids-are-unique',
    file: 'logs/owl.yaml',
    from: '- id: owl-api',
    to: '- id: owl-engine',
    message: 'found "owl-engine" again',
  },
  {
    rule: 'names-exist',
    file: 'platforms.yaml',
    from: 'scriptLog: unicloud-engine',
    to: 'scriptLog: unicloud-engin',
    message: 'expected a known name, found "unicloud-engin"',
  },
  {
    rule: 'paths-open',
    file: 'logs/windows-agent.yaml',
    from: "path: 'C:\\Program Files (x86)",
    to: "path: 'C:\\Program Files(x86)",
    message: 'with its space',
  },
  {
    rule: 'every-stage-has-priority',
    file: 'logs/owl.yaml',
    from: '{ id: monitor, highPriority: true }',
    to: '{ id: monitor }',
    message: '',
  },
  {
    rule: 'playbooks-end',
    file: 'playbooks/target-side.yaml',
    from: '    outcome: resolved\n',
    to: '',
    message: 'either options or an outcome',
  },
  {
    rule: 'both-languages',
    file: 'playbooks/target-side.yaml',
    from: 'en: Target-side problems',
    to: 'en: 目标端问题',
    message: 'expected English, found Chinese characters',
  },
  {
    rule: 'aliases-lead-to-one-place',
    file: 'modules.yaml',
    from: 'aliases: [porter,',
    to: 'aliases: [porter, owl,',
    message: 'found it for porter and owl',
  },
  {
    rule: 'references-resolve',
    file: 'logs/owl.yaml',
    from: 'references: [seed:001 §5',
    to: 'references: [seed:009 §5',
    message: 'found "seed:009 §5"',
  },
  {
    rule: 'variants-pair',
    file: 'words.yaml',
    from: 'variants: 啟启',
    to: 'variants: 啟启啟起',
    message: 'found 啟 again',
  },
];

describe('every lint rule', () => {
  test('has a mistake here that it finds', () => {
    expect(mistakes.map((mistake) => mistake.rule).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  test.each(mistakes.filter(({ rule }) => rule !== 'every-stage-has-priority'))(
    '$rule tells its mistake with file and line',
    ({ rule, file, from, to, message }) => {
      edit(file, from, to);
      const found = problems().find((problem) => problem.message.includes(`[${rule}]`));
      expect(found).toMatchObject({ message: expect.stringContaining(message) });
      expect(found?.line).toBeGreaterThan(0);
    },
  );

  test('every-stage-has-priority tells the stage without a High Priority log', () => {
    for (const file of ['owl', 'windows-agent', 'egisplus-agent'])
      edit(`logs/${file}.yaml`, '{ id: monitor, highPriority: true }', '{ id: monitor }');
    expect(problems()).toEqual([
      expect.objectContaining({ message: expect.stringContaining('High Priority log at stage monitor') }),
    ]);
  });
});

describe('a mistake in a knowledge file', () => {
  test('is told with the line it stands on', () => {
    edit('logs/owl.yaml', 'role: console', 'role: consle');
    expect(problems()).toEqual([
      {
        file: 'logs/owl.yaml',
        line: 7,
        message:
          'logs.0.role: expected console | sync-proxy | linux-agent | windows-agent | gateway, found "consle"',
      },
    ]);
  });

  test('in a key is told with a tip', () => {
    edit('logs/owl.yaml', '    source: owl-engine', '    sorce: owl-engine');
    expect(problems()).toContainEqual(
      expect.objectContaining({
        file: 'logs/owl.yaml',
        line: 5,
        message: 'logs.0: unknown key "sorce"',
        tip: 'did you mean "source"?',
      }),
    );
  });

  test('of YAML syntax is told once, with a tip', () => {
    writeFileSync(join(folder, 'logs/owl.yaml'), 'module: owl\nlogs: [\n');
    const [first] = problems();
    expect(first).toMatchObject({ file: 'logs/owl.yaml', tip: expect.stringContaining('indentation') });
  });

  test('never hides the mistakes in other files', () => {
    edit('logs/owl.yaml', 'role: console', 'role: consle');
    edit('logs/porter.yaml', 'kind: program', 'kind: programm');
    rmSync(join(folder, 'sources.yaml'));
    writeFileSync(join(folder, 'notes.yaml'), 'a: 1\n');
    expect(
      problems()
        .map((problem) => problem.file)
        .sort(),
    ).toEqual(['logs/owl.yaml', 'logs/porter.yaml', 'notes.yaml', 'sources.yaml']);
  });
});

describe('a further folder', () => {
  let further: string;
  beforeEach(() => {
    further = mkdtempSync(join(tmpdir(), 'sherlog-further-'));
    mkdirSync(join(further, 'cases/product'), { recursive: true });
  });
  afterEach(() => rmSync(further, { recursive: true }));

  const source = () => readFileSync(join(folder, 'cases/installation/net-dns-failure.yaml'), 'utf8');
  const add = (name: string, content: string) => writeFileSync(join(further, name), content);
  const load = () => loadKnowledge([folder, further]);

  test('replaces an entry by its id, and adds others', () => {
    mkdirSync(join(further, 'cases/installation'));
    add(
      'cases/installation/net-dns-failure.yaml',
      source().replace(/^title: .*$/m, 'title: { en: Ours, zh: 我们的 }'),
    );
    add('cases/product/site-widget.yaml', ownCase('site-widget', 'wiki'));
    add('sources.yaml', 'sources: [{ id: wiki, title: { en: Our wiki, zh: 我们的知识库 } }]\n');
    const loaded = load();
    if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.catalog.cases.find(({ id }) => id === 'net-dns-failure')?.title.en).toBe('Ours');
    expect(loaded.catalog.cases.find(({ id }) => id === 'site-widget')?.title.zh).toBe('小部件损坏');
    expect(loaded.catalog.cases.filter(({ id }) => id === 'net-dns-failure')).toHaveLength(1);
  });

  test('is held to the same rules, told with its own path', () => {
    add('cases/product/site-widget.yaml', ownCase('site-wodget', 'wiki'));
    expect(load()).toEqual({
      problems: expect.arrayContaining([
        expect.objectContaining({
          file: join(further, 'cases/product/site-widget.yaml'),
          message: expect.stringContaining('[file-names-agree]'),
        }),
        expect.objectContaining({ message: expect.stringContaining('[references-resolve]') }),
      ]),
    });
  });

  test('may not hold what the product is made of; one that is not there is told', () => {
    add('stages.yaml', 'stages: []\n');
    expect(load()).toEqual({
      problems: [expect.objectContaining({ message: expect.stringContaining('belongs to the built-in') })],
    });
    expect(loadKnowledge([folder, join(further, 'nowhere')])).toEqual({
      problems: [expect.objectContaining({ message: 'expected a folder with knowledge, found none' })],
    });
  });
});
