import { terminalOutput, type Log } from '../../knowledge/schema';
import { distance } from '../repair';
import { uuidPattern } from './taken';

const windowsPath = /[a-z]:\\(?:[^\s\\"'<>|]+(?: files)? ?(?:\(x86\))?\\)*(?:[^\s\\"'|，。？?]*)/gi;
const unixPath = /(?<![\w./\\-])\/(?:[\w.@+*<>{}~-]+\/)+[\w.@+*<>{}~-]*|(?<![\w./\\-])\/[\w-]+\.log\b/g;
const fileName = /(?<![\w/\\-])[\w<>{}*-]+\.log(?:\.\d+)?(?:-\d{8})?(?:\.gz)?(?!\w)/gi;
/** "not porter-api.log": a file that is only named to rule it out. */
const denied = /(?:\bnot|\bthan|instead of|不是|而非|并非)\s*(?:the\s+)?[`'"*]*$/i;

/** The logs whose path, file name or folder a text writes out, and what the names tell. */
export interface TakenFiles {
  readonly logs: readonly string[];
  readonly date?: string | undefined;
  readonly host?: string | undefined;
  readonly rest: string;
}

interface Match {
  readonly id: string;
  readonly date?: string | undefined;
  readonly host?: string | undefined;
}

/** Takes paths and file names out of a text and finds the logs they belong to. */
export function takeFiles(text: string, logs: readonly Log[]): TakenFiles {
  const matches: Match[] = [];
  const rest = [windowsPath, unixPath, fileName].reduce(
    (left, pattern) =>
      left.replace(pattern, (written: string, offset: number) => {
        if (denied.test(left.slice(0, offset))) return ' ';
        const found = matchesOf(written, logs);
        matches.push(...found);
        // An unknown file's own name may still say something; the folders above it do not.
        return found.length > 0 ? ' ; ' : ` ${written.split(/[\\/]/).findLast((part) => part !== '') ?? ''} `;
      }),
    text,
  );
  const date = matches.find((match) => match.date)?.date;
  return {
    logs: matches.map((match) => match.id),
    date,
    host: matches.find((match) => match.host)?.host,
    rest,
  };
}

/** The logs a written name means; one that is nearly a log's own file name means that one ("unicloud-engin.log"). */
function matchesOf(written: string, logs: readonly Log[]): Match[] {
  const exact = logs.flatMap((log) => matchFile(written, log) ?? []);
  const name = (written.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  if (exact.length > 0 || !/^[\w-]{8,40}\.log$/.test(name)) return exact;
  const slips = logs.map(({ id, path }) => ({
    id,
    slips: distance(name, (path.split(/[\\/]/).at(-1) ?? '').toLowerCase()),
  }));
  const [nearest] = slips.sort((a, b) => a.slips - b.slips);
  return nearest && nearest.slips <= 2 ? [{ id: nearest.id }] : [];
}

/** Does a written path or file name belong to a log? Also its rotated files, its folder, and the documents' spellings. */
function matchFile(written: string, log: Log): Match | undefined {
  if (log.path === terminalOutput) return undefined;
  const wanted = written.replace(/Files\(x86\)/i, 'Files (x86)').replace(/[\\/]$/, '');
  const name = wanted.split(/[\\/]/).at(-1) ?? '';
  const isFolder = wanted !== name && (/[\\/]$/.test(written) || !/\.\w/.test(name));
  if (isFolder) return isBelow(log.path, wanted) ? { id: log.id } : undefined;
  const groups = patternOf(log.path.split(/[\\/]/).at(-1) ?? '').exec(name);
  return groups
    ? { id: log.id, date: dashed(groups.groups?.['date']), host: hostOf(groups.groups?.['host']) }
    : undefined;
}

function isBelow(path: string, folder: string): boolean {
  const separator = folder.includes('\\') ? '\\' : '/';
  return (
    folder.split(separator).length > 2 && path.toLowerCase().startsWith(folder.toLowerCase() + separator)
  );
}

const patterns = new Map<string, RegExp>();

/** The pattern of a template's file name; there are a few dozen, each made once. */
function patternOf(template: string): RegExp {
  const pattern = patterns.get(template) ?? makePattern(template);
  patterns.set(template, pattern);
  return pattern;
}

/** A template's file name as a pattern: its placeholders may be filled, left as they are, or starred. */
function makePattern(template: string): RegExp {
  const source = template
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace('<YYYY-MM-DD>', String.raw`(?:(?<date>\d{4}-\d{1,2}-\d{1,2})|<[^>]*>|\*)`)
    .replace('<YYYYMMDD>', String.raw`(?:(?<date>\d{8})|<[^>]*>|\*)`)
    .replace('<host>-<UUID>', String.raw`(?<host>.+?)(?:-(?:${uuidPattern}|<uuid>|\*))?`);
  return new RegExp(String.raw`^${source}(?:\.\d+)?(?:-\d{8})?(?:\.gz)?$`, 'i');
}

/** A file name's date as YYYY-MM-DD: some write none of the leading zeros, some no dashes. */
function dashed(date: string | undefined): string | undefined {
  const parts = /^(\d{4})-?(\d{1,2})-?(\d{1,2})$/.exec(date ?? '');
  return parts ? [parts[1], parts[2]?.padStart(2, '0'), parts[3]?.padStart(2, '0')].join('-') : undefined;
}

function hostOf(host: string | undefined): string | undefined {
  const name = host?.replace(/-$/, '');
  return name && /^[a-z0-9][\w.-]{0,119}$/i.test(name) ? name : undefined;
}
