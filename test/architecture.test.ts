import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectFolder } from './support/knowledge';

interface Import {
  readonly file: string;
  /** A path relative to the project for its own files, a package name for others. */
  readonly of: string;
  readonly isOwn: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(projectFolder, file), 'utf8');
  const names = [...source.matchAll(/(?:from|import|import\(|require\()\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return names.map((name) => {
    const isOwn = name.startsWith('.');
    return { file, of: isOwn ? normalize(join(dirname(file), name)) : name, isOwn };
  });
}

const sources = [...filesBelow('src'), ...filesBelow('adapters')];
const imports = sources.flatMap(importsOf);
const told = ({ file, of }: Import) => `${file} imports ${of}`;

/** Folders of src/ by what each may import; a folder not named here may import nothing of ours beside its own. */
const layers: Readonly<Record<string, RegExp>> = {
  'src/topics': /^src\/(topics|match|diagnose\/(lexical|words|highest)|knowledge)\b/,
  'src/route': /^src\/(route|match\/softmax)\b/,
  'src/picture': /^src\/(picture|knowledge\/schema|language)\b/,
  'src/knowledge': /^src\/(knowledge|document|language)\b/,
  'src/match': /^src\/(match|knowledge\/(catalog|schema)|language)\b/,
  'src/diagnose': /^src\/(diagnose|match|locate|redact|knowledge|command|language|reply)\b/,
  'src/parse': /^src\/(parse|route|topics|match|diagnose|search|nodes|knowledge|command|errors)\b/,
  'src/locate': /^src\/(locate|knowledge|command|language|reply)\b/,
  'src/commands':
    /^src\/(commands|doctor|picture|locate|diagnose|redact|feedback\/entries|knowledge|match|command|language|reply|errors|ports|request|runs|nodes|search|trace|investigation|ticket|permission|share|kept-value|with-button)\b/,
  'src/chat': /^src\/(chat|given-text|reply|request)\b/,
  'src/nodes': /^src\/(nodes|knowledge\/schema|document)\b/,
  'src/search':
    /^src\/(search|permission|nodes|redact|locate|diagnose|knowledge|command|language|reply|errors|document|ports|request)\b/,
  'src/trace': /^src\/(trace|search|nodes|redact|locate|diagnose|knowledge|command|language|reply|ports)\b/,
  'src/redact': /^src\/redact\b/,
  'src/investigation':
    /^src\/(investigation|telling-store|kept-id|kept-id|search|trace|diagnose|redact|command|language|reply|ports|request|log)\b/,
  'src/ticket':
    /^src\/(ticket|with-button|investigation|knowledge|redact|command|language|reply|ports|request)\b/,
  'src/permission': /^src\/(permission|nodes|document|command|errors|request)\b/,
  'src/audit': /^src\/(audit|investigation\/happened|redact|command|reply|request|ports|log)\b/,
  'src/desk': /^src\/(desk|kept-value|investigation\/happened|reply|request|ports|log)\b/,
  'src/runs':
    /^src\/(runs|desk\/posts|investigation\/happened|search\/cut-off|command|language|reply|request|ports|log)\b/,
  'src/doctor': /^src\/(doctor|config|audit|knowledge|nodes|search|document|language|ports)\b/,
  'src/config': /^src\/(config|document|language|log|nodes|permission|ticket\/post-schema|ports)\b/,
  'src/measured': /^src\/(measured|ports|redact\/mask|reply|request)\b/,
  'src/feedback': /^src\/(feedback|kept-id|diagnose|knowledge|ports)\b/,
};

describe('who may import whom', () => {
  test('only main.ts opens adapters', () => {
    const wrong = imports.filter(
      ({ file, of }) => file.startsWith('src/') && of.startsWith('adapters/') && file !== 'src/main.ts',
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('an adapter sees ports, request, reply, plain, errors, language and what all chats share of the core, nothing deeper', () => {
    const allowed = /^src\/(ports|request|reply|plain|errors|language|chat\/[a-z-]+)$/;
    const wrong = imports.filter(
      ({ file, of }) => file.startsWith('adapters/') && of.startsWith('src/') && !allowed.test(of),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('adapters do not import one another', () => {
    const adapterOf = (path: string) => path.split('/')[1];
    const wrong = imports.filter(
      ({ file, of }) =>
        file.startsWith('adapters/') && of.startsWith('adapters/') && adapterOf(file) !== adapterOf(of),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test.each(Object.entries(layers))('%s keeps to its layer', (folder, allowed) => {
    const wrong = imports.filter(
      ({ file, of, isOwn }) => file.startsWith(`${folder}/`) && isOwn && !allowed.test(of),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test.each([
    ['fuse.js', /^src\/match\//],
    ['yaml', /^src\/document\.ts$/],
    ['pino', /^src\/log\.ts$/],
    ['commander', /^src\/cli\/program(-\w+)?\.ts$/],
    ['chokidar', /^src\/watch-files\.ts$/],
    ['libsql', /^adapters\/store\/database\.ts$/],
    ['nodemailer', /^adapters\/tickets\/mail\.ts$/],
    ['fflate', /^src\/ticket\/zip\.ts$/],
    ['chrono-node', /^src\/parse\/when\.ts$/],
    ['string-width', /^(?:adapters\/terminal|src\/picture)\//],
    ['@dagrejs/dagre', /^src\/picture\/tree\.ts$/],
    ['prom-client', /^adapters\/ops\/meter\.ts$/],
    ['@resvg/resvg-wasm', /^adapters\/picture\/index\.ts$/],
    ['ssh2', /^adapters\/ssh\//],
    ['@slack/bolt', /^adapters\/slack\/(index|web-calls)\.ts$/],
    ['express', /^adapters\/(http\/index|slack\/index|teams\/index|teams\/door)\.ts$/],
    ['botbuilder', /^adapters\/teams\/(index|outlet)\.ts$/],
  ])('%s appears only in its place', (name, place) => {
    const users = imports.filter(({ of }) => of === name).map(({ file }) => file);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !place.test(file))).toEqual([]);
  });

  test('every chat adapter has the same five files', () => {
    const adapters = readdirSync(join(projectFolder, 'adapters')).filter(
      (name) => !['ops', 'picture', 'store', 'ssh', 'tickets', 'http'].includes(name),
    );
    for (const adapter of adapters) {
      const files = readdirSync(join(projectFolder, 'adapters', adapter));
      expect(files).toEqual(
        expect.arrayContaining(['form.ts', 'index.ts', 'outlet.ts', 'receive.ts', 'render.ts']),
      );
    }
  });

  test('the environment enters at main.ts and config.ts alone', () => {
    const users = sources.filter((file) =>
      /process\.env|\{[^}]*\benv\b[^}]*\} = process/.test(readFileSync(join(projectFolder, file), 'utf8')),
    );
    expect(users).toEqual(['src/main.ts']);
  });

  test('no two files import each other in a circle, types aside', () => {
    const edges = new Map(sources.map((file) => [file, valueImports(file)]));
    const circles = sources.filter((file) => reaches(file, file, edges));
    expect(circles).toEqual([]);
  });
});

/** The project's own files that a file imports when it runs. */
function valueImports(file: string): string[] {
  const source = readFileSync(join(projectFolder, file), 'utf8').replace(/import type [^;]+;/g, '');
  const names = [...source.matchAll(/from\s*'(\.[^']+)'/g)].map((match) =>
    normalize(join(dirname(file), match[1] ?? '')),
  );
  return names.flatMap((name) =>
    sources.filter((each) => each === `${name}.ts` || each === `${name}/index.ts`),
  );
}

function reaches(
  from: string,
  goal: string,
  edges: ReadonlyMap<string, readonly string[]>,
  seen = new Set<string>(),
): boolean {
  return (edges.get(from) ?? []).some((next) => {
    if (next === goal) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, goal, edges, seen);
  });
}
