import { readFileSync, statSync } from 'node:fs';
import { readDocument, type Path, type Problem } from '../document';
import { nodeProblems } from '../nodes/consistency';
import { ruleProblems } from '../permission/consistency';
import { configSchema, type Written } from './schema';

/** Largest configuration file, in bytes. */
const maxBytes = 1_048_576;

/** A file's configuration, with the line of each of its parts. */
export interface ReadConfig {
  readonly value: Written;
  lineOf(path: Path): number;
}

/** Reads a configuration, or every problem in it at once. `file` is its name as problems tell it. */
export function readConfig(
  file: string,
  path: string,
): ReadConfig | { readonly problems: readonly Problem[] } {
  const fault = faultOf(path);
  if (fault)
    return {
      problems: [{ file, line: 1, message: fault, tip: 'name a sherlog.yaml, or leave --config out' }],
    };
  const source = readOrUndefined(path);
  if (source === undefined)
    return { problems: [{ file, line: 1, message: 'expected a file this process may read' }] };
  const reading = readDocument<Written>(file, source.trim() === '' ? '{}' : source, configSchema);
  if ('problems' in reading) return reading;
  const { value, lineOf } = reading.document;
  const problems = [
    ...nodeProblems(value.nodes, file, lineOf),
    ...ruleProblems(value.permissions, value.nodes, file, lineOf),
  ];
  return problems.length > 0 ? { problems } : { value, lineOf };
}

/** Why a path cannot be a configuration; nothing of its content is ever shown. */
function faultOf(path: string): string | undefined {
  if (!/\.ya?ml$/.test(path)) return 'expected a file that ends in .yaml or .yml';
  const stat = path.includes('\0') ? undefined : statSync(path, { throwIfNoEntry: false });
  if (!stat) return 'expected a configuration file, found none of this name';
  if (!stat.isFile()) return 'expected a regular file';
  return stat.size > maxBytes ? `expected at most ${maxBytes} bytes, found ${stat.size}` : undefined;
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
