import { LineCounter, parseDocument, stringify, type Document as YamlDocument } from 'yaml';
import { z } from 'zod';
import { closest } from './match/closest';

/** Something wrong in a file a person wrote. `line` counts from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly tip?: string;
}

export type Path = readonly PropertyKey[];

/** A YAML file that fits its schema, with the line of each of its parts. */
export interface Document<Value> {
  readonly file: string;
  readonly value: Value;
  lineOf(path: Path): number;
}

export type Reading<Value> =
  { readonly document: Document<Value> } | { readonly problems: readonly Problem[] };

/** Parses one YAML text by a schema; every problem at once. No message repeats the file's content. */
export function readDocument<Value>(file: string, source: string, schema: z.ZodType<Value>): Reading<Value> {
  const lines = new LineCounter();
  const yaml = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0)
    return {
      problems: yaml.errors.map((error) => syntaxProblem(file, lines.linePos(error.pos[0]).line, error.code)),
    };
  const lineOf = (path: Path) => lineAt(yaml, lines, path);
  const parsed = schema.safeParse(yaml.toJS(), { reportInput: true });
  if (parsed.success) return { document: { file, value: parsed.data, lineOf } };
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { problems: parsed.error.issues.flatMap((issue) => schemaProblems(file, issue, lineOf, json)) };
}

function syntaxProblem(file: string, line: number, code: string): Problem {
  const message = `expected valid YAML, found a mistake (${code.toLowerCase().replaceAll('_', ' ')})`;
  return { file, line, message, tip: 'check the indentation, and quote texts that hold ": " or "#"' };
}

/** The line of the deepest part of the path that the file has. */
function lineAt(yaml: YamlDocument, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = yaml.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.BaseSchema;

function schemaProblems(
  file: string,
  issue: Issue,
  lineOf: (path: Path) => number,
  json: JsonSchema,
): Problem[] {
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  if (issue.code !== 'unrecognized_keys')
    return [{ file, line: lineOf(issue.path), message: where + expectation(issue) }];
  const known = knownKeys(json, issue.path);
  return issue.keys.map((key) => ({
    file,
    line: lineOf([...issue.path, key]),
    message: `${where}unknown key "${key.slice(0, 60)}"`,
    tip: didYouMean(key, known),
  }));
}

/** "did you mean …" when a name comes near, else the list of the names there are. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = closest(word, known)[0];
  return near ? `did you mean "${near}"?` : `expected one of: ${known.join(', ')}`;
}

function expectation(issue: Issue): string {
  const found = issue.input === undefined ? 'nothing' : describe(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}, found ${found}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' | ')}, found ${found}`;
    default:
      return issue.message.includes('found ') ? issue.message : `${issue.message}; found ${found}`;
  }
}

/** A value by its kind, or itself when it is one short plain word: contents may be secret. */
function describe(input: unknown): string {
  if (Array.isArray(input)) return `a list of ${input.length}`;
  if (input === null) return 'nothing';
  if (typeof input === 'object') return 'a map';
  const shown = typeof input === 'string' ? input : JSON.stringify(input);
  return /^[\w.-]{1,40}$/.test(shown) ? `"${shown}"` : `a ${typeof input} of ${shown.length} characters`;
}

function knownKeys(json: JsonSchema, path: Path): string[] {
  let at: JsonSchema | undefined = json;
  for (const part of path)
    at =
      typeof part === 'number' ? (at?.items as JsonSchema) : (at?.properties?.[String(part)] as JsonSchema);
  return Object.keys(at?.properties ?? {});
}

/** A value as YAML; nothing in it is folded. */
export function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}
