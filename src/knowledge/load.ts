import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, type Document, type Problem, type Reading } from '../document';
import { catalogOf, type Catalog } from './catalog';
import { lint } from './lint';
import { fileKinds, type FileKind, type FileOf } from './schema';

/** The knowledge files as read: one document of each single kind, a list of each repeated kind. */
export interface KnowledgeFiles {
  readonly stages: Document<FileOf<'stages'>>;
  readonly modules: Document<FileOf<'modules'>>;
  readonly platforms: Document<FileOf<'platforms'>>;
  readonly words: Document<FileOf<'words'>>;
  readonly sources: Document<FileOf<'sources'>>;
  readonly logs: readonly Document<FileOf<'logs'>>[];
  readonly playbooks: readonly Document<FileOf<'playbook'>>[];
}

export type Loaded = { readonly catalog: Catalog } | { readonly problems: readonly Problem[] };

/** Reads a knowledge folder whole: a catalog of it, or every problem in it; never half of it. */
export function loadKnowledge(folder: string): Loaded {
  const read = readFiles(folder);
  if ('problems' in read) return read;
  const problems = lint(read.files);
  return problems.length > 0 ? { problems } : { catalog: catalogOf(read.files) };
}

/** The kinds of which there is exactly one file. */
const single = ['stages', 'modules', 'platforms', 'words', 'sources'] as const;

function readFiles(folder: string): { files: KnowledgeFiles } | { problems: readonly Problem[] } {
  const readings = yamlFiles(folder).map((name) => ({ kind: kindOf(name), reading: readFile(folder, name) }));
  const of = (kind: FileKind) =>
    readings.flatMap((each) => (each.kind === kind && 'document' in each.reading ? [each.reading.document] : []));
  const missing = single.filter((kind) => !readings.some((each) => each.kind === kind)).map(missingFile);
  const problems = [...readings.flatMap(({ reading }) => ('problems' in reading ? reading.problems : [])), ...missing];
  if (problems.length > 0) return { problems };
  const singles = Object.fromEntries(single.map((kind) => [kind, of(kind)[0]]));
  // Each document was parsed by its own kind's schema.
  return { files: { ...singles, logs: of('logs'), playbooks: of('playbook') } as unknown as KnowledgeFiles };
}

function readFile(folder: string, name: string): Reading<unknown> {
  const kind = kindOf(name);
  if (!kind) return { problems: [strayFile(name)] };
  return readDocument<unknown>(name, readFileSync(join(folder, name), 'utf8'), fileKinds[kind].schema);
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .sort();
}

function kindOf(name: string): FileKind | undefined {
  return (Object.keys(fileKinds) as FileKind[]).find((kind) => fileKinds[kind].path.test(name));
}

function strayFile(file: string): Problem {
  const tip = 'known: stages, modules, platforms, words, sources (.yaml), logs/<module>.yaml, playbooks/<id>.yaml';
  return { file, line: 1, message: 'expected a knowledge file, found one of no known name', tip };
}

function missingFile(kind: string): Problem {
  return { file: `${kind}.yaml`, line: 1, message: 'expected this file, found none' };
}
