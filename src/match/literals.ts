import type { Catalog } from '../knowledge/catalog';
import { terminalOutput, type Log } from '../knowledge/schema';

/** What a question holds that is no word: places and values, taken out before its words are read. */
export interface Literals {
  /** Ids of the logs whose file or path was written out. */
  readonly logs: readonly string[];
  /** The day asked for, as YYYY-MM-DD. */
  readonly date?: string;
  readonly host?: string;
  /** An id to search for: a UUID, a request id, or a quoted text. */
  readonly keyword?: string;
  /** The text without them. */
  readonly rest: string;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const windowsPath = /[a-z]:\\(?:[^\s\\"'<>|]+(?: files)? ?(?:\(x86\))?\\)*(?:[^\s\\"'|，。？?]*)/gi;
const unixPath = /(?<![\w./\\-])\/(?:[\w.@+*<>{}~-]+\/)+[\w.@+*<>{}~-]*|(?<![\w./\\-])\/[\w-]+\.log\b/g;
const fileName = /(?<![\w/\\-])[\w<>{}*-]+\.log(?:\.\d+)?(?:-\d{8})?(?:\.gz)?(?![\w])/gi;

/** "not porter-api.log": a file that is only named to rule it out. */
const denied = /(?:\bnot|\bthan|instead of|不是|而非|并非)\s*(?:the\s+)?[`'"*]*$/i;

/** Takes paths, file names, dates, hosts and ids out of a question. `now` resolves "yesterday". */
export function literalsOf(text: string, catalog: Catalog, now: Date): Literals {
  const files = takeFiles(text.normalize('NFKC').replace(/\{\s*host ?name\s*\}/gi, '<host>'), catalog.logs);
  const keyword = takeKeyword(files.rest);
  const date = takeDate(keyword.rest, now);
  const host = takeHost(date.rest);
  const found = { date: date.value ?? files.date, host: host.value ?? files.host, keyword: keyword.value };
  const present = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { logs: files.logs, ...present, rest: host.rest };
}

interface Taken {
  readonly rest: string;
  readonly value?: string | undefined;
}

interface TakenFiles {
  logs: string[];
  date?: string | undefined;
  host?: string | undefined;
  rest: string;
}

function takeFiles(text: string, logs: readonly Log[]): TakenFiles {
  const taken: TakenFiles = { logs: [], rest: text };
  for (const pattern of [windowsPath, unixPath, fileName])
    taken.rest = taken.rest.replace(pattern, (...found) => {
      const written = String(found[0]);
      const before = taken.rest.slice(0, Number(found.find((each) => typeof each === 'number')));
      if (denied.test(before)) return ' ';
      const matches = logs.flatMap((log) => {
        const match = matchFile(written, log);
        return match ? [{ id: log.id, ...match }] : [];
      });
      taken.logs.push(...matches.map((match) => match.id));
      for (const { date, host } of matches) [taken.date, taken.host] = [taken.date ?? date, taken.host ?? host];
      // An unknown file's own name may still say something; the folders above it do not.
      return matches.length > 0 ? ' ; ' : ` ${written.split(/[\\/]/).findLast((part) => part !== '') ?? ''} `;
    });
  return taken;
}

/** Does a written path or file name belong to a log? Also its rotated files, its folder, and the documents' spellings. */
function matchFile(written: string, log: Log): { date?: string | undefined; host?: string | undefined } | undefined {
  if (log.path === terminalOutput) return undefined;
  const isFolder = /[\\/]$/.test(written) || !/\.\w/.test(written.split(/[\\/]/).at(-1) ?? '');
  const wanted = written.replace(/Files\(x86\)/i, 'Files (x86)').replace(/[\\/]$/, '');
  if (isFolder && /[\\/]/.test(written)) return folderOf(log.path, wanted) ? {} : undefined;
  const name = wanted.split(/[\\/]/).at(-1) ?? '';
  const match = patternOf(log.path.split(/[\\/]/).at(-1) ?? '').exec(name);
  if (!match) return undefined;
  return { date: match.groups?.['date'], host: cleanHost(match.groups?.['host']) };
}

function folderOf(path: string, folder: string): boolean {
  const base = `${folder.toLowerCase()}${folder.includes('\\') ? '\\' : '/'}`;
  return folder.split(/[\\/]/).length > 2 && path.toLowerCase().startsWith(base);
}

/** A template's file name as a pattern: its placeholders may be filled, left as they are, or starred. */
function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace('<YYYY-MM-DD>', '(?:(?<date>\\d{4}-\\d{1,2}-\\d{1,2})|<[^>]*>|\\*)')
    .replace('<YYYYMMDD>', '(?:(?<date>\\d{8})|<[^>]*>|\\*)')
    .replace('<host>-<UUID>', `(?<host>.+?)(?:-(?:${uuid}|<uuid>|\\*))?`);
  return new RegExp(`^${source}(?:\\.\\d+)?(?:-\\d{8})?(?:\\.gz)?$`, 'i');
}

function cleanHost(host: string | undefined): string | undefined {
  return host && /^[a-z0-9][\w.-]{0,252}$/i.test(host) ? host.replace(/-$/, '') : undefined;
}

function takeKeyword(text: string): Taken {
  const pattern = new RegExp(`(?<![\\w-])(?:req-)?${uuid}(?![\\w-])|["“「『]([^"“”」』\\n]{3,200})["”」』]`, 'i');
  const match = pattern.exec(text);
  if (!match) return { rest: text };
  // A quoted text is kept for reading: it may quote the very name that is asked for.
  return { value: match[1] ?? match[0], rest: match[1] === undefined ? text.replace(match[0], ' ') : text };
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = '(?<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*';

/** Written days, year first (also in Chinese), day first, or with the month's name. */
const dayPatterns: readonly RegExp[] = [
  /(?<!\d)(?<year>20\d\d)[-/.年]\s?(?<month>\d{1,2})[-/.月]\s?(?<day>\d{1,2})日?(?!\d)/,
  /(?<!\d)(?<year>20\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)/,
  /(?<![\d.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>20\d\d)(?!\d)/,
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?[-\\s/]*(?:of )?${monthName}[-,\\s/.]*(?<year>20\\d\\d)`, 'i'),
  new RegExp(`\\b${monthName}\\.?[-\\s]*(?<day>\\d{1,2})(?:st|nd|rd|th)?[-,\\s]+(?<year>20\\d\\d)`, 'i'),
];

/** "since yesterday" says when it began; only "yesterday's log" asks for that day's file. */
const relativeDays: readonly (readonly [pattern: RegExp, daysBack: number])[] = [
  [/\btoday['’]?s (?=\S* ?logs?\b)|今[天日](?:的)?(?=\S{0,12}日志)/i, 0],
  [/\byesterday['’]?s (?=\S* ?logs?\b)|昨[天日]的(?=\S{0,12}日志)/i, 1],
];

function takeDate(text: string, now: Date): Taken {
  for (const pattern of dayPatterns) {
    const match = pattern.exec(text);
    const { year, month, day, name } = match?.groups ?? {};
    const number = name ? monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1 : Number(month);
    const value = match ? dayOf(Number(year), number, Number(day)) : undefined;
    if (match && value) return { value, rest: text.replace(match[0], ' ') };
  }
  const relative = relativeDays.find(([pattern]) => pattern.test(text));
  if (!relative) return { rest: text };
  const value = dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate() - relative[1]);
  return { value, rest: text.replace(relative[0], ' ') };
}

/** YYYY-MM-DD; days before the first roll back into the month before. Undefined for a month or day there is not. */
function dayOf(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day > 31) return undefined;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

const hostWord = '(?:host ?name|host|vm|server|machine|主机名?|虚拟机|机器|源机|服务器)';
const hostName = '[a-z0-9](?:[\\w.-]{0,251}[a-z0-9])?';
const hostEnd = '(?![\\w-])(?!\\.\\w)';
const hasDigit = '(?=[\\w.-]*\\d)';

/** A host is named ("host named APPSRV", "主机名为 db"); without such a word a name must hold a digit to count ("host web01"). */
const hostPatterns: readonly RegExp[] = [
  new RegExp(`${hostWord}\\s*(?:named|called|name is|name:|叫做?|名为|名是|名叫)\\s*[:：]?\\s*["'`+"`"+`]?(${hostName})${hostEnd}`, 'i'),
  new RegExp(`(?:host ?name|主机名)\\s*(?:is|为|是|[:：=])?\\s*["'`+"`"+`]?(${hostName})${hostEnd}`, 'i'),
  new RegExp(`${hostWord}\\s*(?:is|为|是|[:：=])?\\s*["'`+"`"+`]?${hasDigit}(${hostName})${hostEnd}`, 'i'),
  new RegExp(`(?<![\\w.-])${hasDigit}(${hostName})["'`+"`"+`]?\\s*(?:这台|那台|这个主机|这个虚拟机)`, 'i'),
];
/** Words with a digit that stand beside "host" but name none. */
const noHost = /^(?:v\d\S*|s3block|s3|k8s|f12|\d{1,3}%?|\d+[a-z]{0,2}|20\d\d\S*)$/i;

function takeHost(text: string): Taken {
  for (const pattern of hostPatterns) {
    const host = pattern.exec(text)?.[1];
    if (host && !noHost.test(host) && !/^(?:is|in|at|on|for|of|and|the|log|logs)$/i.test(host)) return { value: host, rest: text.replace(host, ' ') };
  }
  return { rest: text };
}
