import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, type Problem, type Reading } from '../document';
import { catalogOf, type Catalog, type KnowledgeValues } from './catalog';
import { lint } from './lint';
import type { KnowledgeFiles } from './rule';
import { fileKinds, type FileKind } from './schema';

export type Loaded = { readonly catalog: Catalog } | { readonly problems: readonly Problem[] };

/** Reads a knowledge folder whole: a catalog of it, or every problem in it; never half of it. */
export function loadKnowledge(folder: string): Loaded {
  const checked = checkKnowledge(folder);
  return 'problems' in checked ? checked : { catalog: catalogOf(checked.values) };
}

/** Reads and checks a knowledge folder: the contents of its files, or every problem in them. */
export function checkKnowledge(
  folder: string,
): { values: KnowledgeValues } | { problems: readonly Problem[] } {
  const read = readFiles(folder);
  if ('problems' in read) return read;
  const problems = lint(read.files);
  return problems.length > 0 ? { problems } : { values: valuesOf(read.files) };
}

function valuesOf(files: KnowledgeFiles): KnowledgeValues {
  const entries = Object.entries(files).map(([key, file]) => [
    key,
    'value' in file ? file.value : file.map(({ value }) => value),
  ]);
  return Object.fromEntries(entries) as KnowledgeValues;
}

/** The kinds of which there is exactly one file. */
const single = ['stages', 'modules', 'platforms', 'words', 'sources'] as const;

function readFiles(folder: string): { files: KnowledgeFiles } | { problems: readonly Problem[] } {
  const readings = yamlFiles(folder).map((name) => ({ kind: kindOf(name), reading: readFile(folder, name) }));
  const of = (kind: FileKind) =>
    readings.flatMap((each) =>
      each.kind === kind && 'document' in each.reading ? [each.reading.document] : [],
    );
  const missing = single.filter((kind) => !readings.some((each) => each.kind === kind)).map(missingFile);
  const problems = [
    ...readings.flatMap(({ reading }) => ('problems' in reading ? reading.problems : [])),
    ...missing,
  ];
  if (problems.length > 0) return { problems };
  const singles = Object.fromEntries(single.map((kind) => [kind, of(kind)[0]]));
  // Each document was parsed by its own kind's schema.
  return {
    files: {
      ...singles,
      logs: of('logs'),
      playbooks: of('playbook'),
      cases: of('case'),
    } as unknown as KnowledgeFiles,
  };
}

function readFile(folder: string, name: string): Reading<unknown> {
  const kind = kindOf(name);
  if (!kind) return { problems: [strayFile(name)] };
  return readDocument<unknown>(name, readFileSync(join(folder, name), 'utf8'), fileKinds[kind].schema);
}

/** The knowledge files of a folder, by name relative to it, sorted. */
export function yamlFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .sort();
}

function kindOf(name: string): FileKind | undefined {
  return (Object.keys(fileKinds) as FileKind[]).find((kind) => fileKinds[kind].path.test(name));
}

function strayFile(file: string): Problem {
  const tip =
    'known: stages, modules, platforms, words, sources (.yaml), logs/<module>.yaml, playbooks/<id>.yaml, cases/<area>/<id>.yaml';
  return { file, line: 1, message: 'expected a knowledge file, found one of no known name', tip };
}

function missingFile(kind: string): Problem {
  return { file: `${kind}.yaml`, line: 1, message: 'expected this file, found none' };
}
