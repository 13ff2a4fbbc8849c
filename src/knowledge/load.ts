import type { Document, Problem } from '../document';
import { catalogOf, type Catalog, type KnowledgeValues } from './catalog';
import { readBase, readFurther, type FileReading } from './files';
import { lint } from './lint';
import type { KnowledgeFiles } from './rule';
import type { FileKind, FileOf } from './schema';

export type Loaded = { readonly catalog: Catalog } | { readonly problems: readonly Problem[] };

/** Folders of knowledge: the built-in one, then those that add to it or replace its entries by id. */
export type Folders = readonly [base: string, ...further: string[]];

/** Reads knowledge whole: a catalog of it, or every problem in it; never half of it. */
export function loadKnowledge(folders: Folders): Loaded {
  const checked = checkKnowledge(folders);
  return 'problems' in checked ? checked : { catalog: catalogOf(checked.values) };
}

/** Reads and checks knowledge: the contents of its files, or every problem in them. */
export function checkKnowledge(
  folders: Folders,
): { values: KnowledgeValues } | { problems: readonly Problem[] } {
  const read = readFiles(folders);
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
const single = ['stages', 'modules', 'platforms', 'words', 'concepts', 'sources'] as const;

function readFiles([base, ...further]: Folders):
  { files: KnowledgeFiles } | { problems: readonly Problem[] } {
  const own = readBase(base);
  const added = further.flatMap(readFurther);
  const readings = [...own, ...added];
  const missing = single.filter((kind) => !own.some((each) => each.kind === kind)).map(missingFile);
  const problems = [
    ...readings.flatMap(({ reading }) => ('problems' in reading ? reading.problems : [])),
    ...missing,
  ];
  if (problems.length > 0) return { problems };
  const singles = Object.fromEntries(single.map((kind) => [kind, documentsOf(kind, own)[0]]));
  const files = {
    ...singles,
    sources: withSources(documentsOf('sources', readings)),
    logs: lastByKey(documentsOf('logs', readings), ({ module }) => module),
    playbooks: lastByKey(documentsOf('playbook', readings), ({ id }) => id),
    cases: lastByKey(documentsOf('case', readings), ({ id }) => id),
    topics: lastByKey(documentsOf('topics', readings), ({ id }) => id),
  };
  // Each document was parsed by its own kind's schema.
  return { files: files as unknown as KnowledgeFiles };
}

function documentsOf<Kind extends FileKind>(kind: Kind, readings: readonly FileReading[]) {
  return readings.flatMap((each) =>
    each.kind === kind && 'document' in each.reading ? [each.reading.document as Document<FileOf<Kind>>] : [],
  );
}

/** Of documents with the same key the last counts, in the place of the first. */
function lastByKey<Value>(
  documents: readonly Document<Value>[],
  keyOf: (value: Value) => string,
): Document<Value>[] {
  return [...new Map(documents.map((document) => [keyOf(document.value), document])).values()];
}

/** The built-in sources, and those of further folders. */
function withSources([base, ...further]: readonly Document<FileOf<'sources'>>[]) {
  if (!base) return undefined;
  const sources = [base, ...further].flatMap(({ value }) => value.sources);
  return { ...base, value: { ...base.value, sources } };
}

function missingFile(kind: string): Problem {
  return { file: `${kind}.yaml`, line: 1, message: 'expected this file, found none' };
}
