import type {
  FileFailure,
  FileOutcome,
  FileState,
  FolderOutcome,
  ListedFile,
  Warning,
} from '../../src/ports';

/** What a run printed: the things said of it, each with the log's text behind it. */
export interface Said {
  readonly word: string;
  readonly rest: string;
  readonly text: string;
}

/** Takes a run's output apart: what is said stands in lines that begin with the code, which no log can know. */
export function saidIn(output: string, nonce: string): Said[] {
  const [, ...parts] = `\n${output}`.split(`\n@${nonce} `);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    const head = end < 0 ? part : part.slice(0, end);
    const space = head.indexOf(' ');
    return {
      word: space < 0 ? head : head.slice(0, space),
      rest: space < 0 ? '' : head.slice(space + 1),
      text: end < 0 ? '' : part.slice(end + 1),
    };
  });
}

/** What was said of each file or folder, in their order. */
export function byPlace(said: readonly Said[]): Said[][] {
  const places: Said[][] = [];
  for (const each of said)
    if (each.word === 'file') places.push([]);
    else places.at(-1)?.push(each);
  return places;
}

const failures: readonly string[] = [
  'no-such-file',
  'not-regular',
  'not-readable',
  'outside-roots',
  'not-in-catalogue',
] satisfies FileFailure[];

/** What grep complains of stands in a line of its own; a log's lines begin with their number. */
const complaint = /^[a-z]*grep: /;

export function fileOutcome(said: readonly Said[], isRegex: boolean, told: string): FileOutcome {
  const of = (word: string) => said.find((each) => each.word === word)?.rest;
  const outcome = of('outcome') ?? '';
  const counted = of('counted');
  if (outcome !== 'read' || counted === undefined) return failure(outcome, told);
  const [hits = '0', cut, status = ''] = counted.split(' ');
  const printed = said.find(({ word }) => word === 'output')?.text ?? '';
  // Only a line feed ends a line: a log may hold any other character that would end one in JavaScript.
  const lines = printed.split('\n');
  const message = lines.find((line) => complaint.test(line)) ?? '';
  if (/memory/i.test(message)) return { kind: 'out-of-memory', detail: message };
  if (Number(status) > 1 && isRegex) return { kind: 'bad-pattern', detail: message };
  if (Number(status) > 1) return { kind: 'failed', detail: message };
  const [how = 'full', from, to, linesBefore] = (of('read') ?? '').split(' ');
  const before = stateOf(of('before'));
  const numbered = lines.filter((line) => /^\d+[:-]/.test(line));
  return {
    kind: Number(hits) > 0 ? 'found' : 'nothing-found',
    output: numbered.join('\n'),
    isNumbered: linesBefore !== '-',
    hits: Number(hits),
    oldest: oldestOf(of('oldest')),
    isCut: cut === '1' || Number(hits) > numbered.filter((line) => /^\d+:/.test(line)).length,
    read: {
      how: how === 'short' ? 'full' : (how as 'full'),
      from: Number(from),
      to: Math.min(Number(to), before.bytes),
    },
    before,
    warnings: warningsOf(said),
  };
}

function failure(outcome: string, told: string): FileOutcome {
  if (failures.includes(outcome)) return { kind: outcome as FileFailure, detail: '' };
  if (/memory/i.test(told)) return { kind: 'out-of-memory', detail: told };
  return { kind: 'failed', detail: told || outcome };
}

function oldestOf(told: string | undefined): { line: number; text: string } | undefined {
  const parts = told === undefined ? undefined : /^(\d+) (.*)$/.exec(told);
  return parts ? { line: Number(parts[1]), text: parts[2] ?? '' } : undefined;
}

function warningsOf(said: readonly Said[]): Warning[] {
  return said.filter(({ word }) => word === 'warning').map(({ rest }) => rest as Warning);
}

function stateOf(told = ''): FileState {
  const [bytes = '', changed = '', inode = ''] = told.split(' ');
  return { bytes: Number(bytes), changed: Number(changed), inode };
}

/** A regular file in the raw mode of stat(2), in hexadecimal. */
const regular = /^8[0-7a-f]{3}$/;

export function folderOutcome(said: readonly Said[]): FolderOutcome {
  const outcome = said.find(({ word }) => word === 'outcome')?.rest ?? '';
  if (outcome !== 'listed')
    return { kind: failures.includes(outcome) ? (outcome as FileFailure) : 'failed', detail: outcome };
  const unreadable = new Set(said.filter(({ word }) => word === 'unreadable').map(({ rest }) => rest));
  const firsts = new Map(said.filter(({ word }) => word === 'first').map(({ rest }) => firstOf(rest)));
  const files = said.flatMap(({ word, rest }): ListedFile[] => {
    const parts = /^(\d+) (\d+) (\d+) ([\da-f]+) (?:\.\/)?(.+)$/.exec(rest);
    if (word !== 'entry' || !parts) return [];
    const [, bytes, changed, , mode = '', name = ''] = parts;
    return [
      {
        name,
        bytes: Number(bytes),
        changed: Number(changed),
        isRegular: regular.test(mode),
        isReadable: !unreadable.has(name),
        first: firsts.get(name),
      },
    ];
  });
  return { kind: 'listed', files };
}

function firstOf(told: string): [string, ListedFile['first']] {
  const parts = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?:(Z)|([+-]\d\d)(\d\d))? ?(.+)$/.exec(told);
  if (!parts) return [told.trim(), undefined];
  const [, time = '', utc, hours, minutes, name = ''] = parts;
  return [name, { time, zone: utc ? 'UTC' : hours === undefined ? undefined : `UTC${hours}:${minutes}` }];
}
