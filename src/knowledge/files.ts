import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, type Problem, type Reading } from '../document';
import { readCase } from './read-case';
import { fileKinds, type FileKind } from './schema';

/** A knowledge file as read. A file of no known kind is a problem. */
export interface FileReading {
  readonly kind: FileKind | undefined;
  readonly reading: Reading<unknown>;
}

/** The files of the built-in folder, named relative to it. */
export function readBase(folder: string): FileReading[] {
  return yamlFiles(folder).map((name) => readFile(folder, name, name));
}

/** The kinds that a further folder may hold: what the product is made of stays the built-in's. */
const furtherKinds: ReadonlySet<FileKind> = new Set(['case', 'playbook', 'topics', 'logs', 'sources']);

/** The files of a further folder; or one case, in a file of its own wherever it lies. */
export function readFurther(folder: string): FileReading[] {
  if (/\.ya?ml$/.test(folder) && statSync(folder, { throwIfNoEntry: false })?.isFile())
    return [{ kind: 'case', reading: readCase(folder, folder) }];
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return [refused(folder, 'expected a folder with knowledge, found none')];
  return yamlFiles(folder).map((name) => {
    const read = readFile(folder, name, join(folder, name));
    if (read.kind === undefined || furtherKinds.has(read.kind)) return read;
    return refused(
      join(folder, name),
      'expected cases, topics, playbooks, logs or sources in a further folder; this file belongs to the built-in',
    );
  });
}

function refused(file: string, message: string): FileReading {
  return { kind: undefined, reading: { problems: [{ file, line: 1, message }] } };
}

function readFile(folder: string, name: string, shown: string): FileReading {
  const kind = kindOf(name);
  if (!kind) return { kind, reading: { problems: [strayFile(shown)] } };
  const source = readFileSync(join(folder, name), 'utf8');
  return { kind, reading: readDocument<unknown>(shown, source, fileKinds[kind].schema) };
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
    'known: stages, modules, platforms, words, concepts, sources (.yaml), logs/<module>.yaml, playbooks/<id>.yaml, cases/<area>/<id>.yaml, topics/<id>.yaml';
  return { file, line: 1, message: 'expected a knowledge file, found one of no known name', tip };
}
