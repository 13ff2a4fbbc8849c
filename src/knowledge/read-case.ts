import { readFileSync, statSync } from 'node:fs';
import { readDocument, type Reading } from '../document';
import { caseFile } from './case-schema';
import type { KnownCase } from './schema';

/** Reads one case from a file, wherever it lies. `shown` is how messages name it. */
export function readCase(shown: string, path: string): Reading<KnownCase> {
  if (!/\.ya?ml$/.test(path) || !statSync(path, { throwIfNoEntry: false })?.isFile())
    return { problems: [{ file: shown, line: 1, message: 'expected a YAML file with a case, found none' }] };
  return readDocument<KnownCase>(shown, readFileSync(path, 'utf8'), caseFile);
}
