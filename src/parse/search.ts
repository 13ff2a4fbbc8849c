import { commandSchema, type Command, type LocateQuery } from '../command';
import { partsOf, type Catalog } from '../knowledge/catalog';
import { readSpan } from '../search/time';

/** What a search can be told to look at, by name. */
export interface Machine {
  readonly name: string;
  readonly site?: string | undefined;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const anyId = new RegExp(String.raw`(?<![\w-])(?:req-)?${uuid}(?![\w-])|(?<![\w-])req-[\w-]{6,70}`, 'i');
const follow = /\b(?:trace|follow)\b|追踪|跟踪|链路/i;
const politely = String.raw`^(?:please |pls |can you |could you |请|帮我|帮忙|麻烦)?\s*`;
/** "grep" is an order by itself; the other words are one only where they name an id, a quoted text or a machine. */
const grepVerb = new RegExp(String.raw`${politely}grep\s+|^在[^\n]{1,80}\sgrep\s+`, 'i');
const softVerb = new RegExp(
  String.raw`${politely}(?:search(?: for)?|look for|find)\s+|(?:搜索|搜一下|搜下|搜|查找|检索)\s*`,
  'i',
);
const quotedText = /["“「『]([^"”」』\n]{2,200})["”」』]|(?<=\s)'([^'\n]{2,200})'(?=\s|$)/;
const day = String.raw`(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ]?|\d{1,2}月\d{1,2}日\s?|\d{1,2}-\d{1,2} )?`;
const clockTime = new RegExp(
  String.raw`(?<![\w:.])${day}\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?(?![\w:])`,
);
const span =
  /(?:±|\+\/-|within|前后各?|around by)\s*(\d{1,4}\s?(?:s|sec|m|min|minutes?|h|hours?|分钟?|秒钟?|小时))/i;
const path = /(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]+/;
/** What leads from the text to where and when it is looked for. */
const preposition = /\s+(?:in|on|at|around|near|about|from|within)\s+|\s*[,，]?\s*(?:在|于)\s*/gi;

/** An order to look for a text in logs, or to follow a request; nothing where the text gives none, or no machine is known. */
export function asSearch(
  text: string,
  query: LocateQuery,
  machines: readonly Machine[],
  catalog: Catalog,
): Command | undefined {
  if (machines.length === 0 || text.length > 400 || text.includes('\n')) return undefined;
  const id = anyId.exec(text)?.[0];
  const placed = placeIn(text, machines);
  if (id !== undefined && (follow.test(text) || text.trim() === id))
    return checked({ name: 'trace', id, family: query.families[0], ...placed });
  const isOrder = grepVerb.exec(text);
  const verb = isOrder ?? softVerb.exec(text);
  if (!verb) return undefined;
  const wanted = wantedText(text.slice(verb.index + verb[0].length), text, machines, query);
  if (wanted === undefined) return undefined;
  const isSure = isOrder ?? (id !== undefined || quotedText.test(text) || placed.nodes.length > 0);
  if (!isSure) return undefined;
  const file = path.exec(text)?.[0];
  const isCatalogued = catalog.logs.some((log) => log.path === file);
  const logs = logsIn(query, catalog);
  return checked({
    name: 'grep',
    text: wanted,
    logs: file !== undefined && !isCatalogued ? [] : logs,
    ...(file !== undefined && !isCatalogued ? { path: file } : {}),
    host: query.host,
    ...placed,
  });
}

function checked(command: object): Command | undefined {
  const parsed = commandSchema.safeParse(JSON.parse(JSON.stringify(command)));
  return parsed.success ? parsed.data : undefined;
}

function placeIn(text: string, machines: readonly Machine[]) {
  const isNamed = (name: string) => new RegExp(`(?<![\\w.-])${escaped(name)}(?![\\w-])`, 'i').test(text);
  const nodes = machines.map(({ name }) => name).filter(isNamed);
  const site = machines.map((each) => each.site).find((each) => each !== undefined && isNamed(each));
  const at = clockTime.exec(text)?.[0].trim();
  const around = readSpan(span.exec(text)?.[1] ?? '');
  return { nodes: nodes.slice(0, 4), site: nodes.length > 0 ? undefined : site, at, around };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** The literal text: what is quoted, else what stands behind the verb, up to where the place or the time begins. */
function wantedText(
  behind: string,
  text: string,
  machines: readonly Machine[],
  query: LocateQuery,
): string | undefined {
  const quoted = quotedText.exec(text);
  if (quoted) return quoted[1] ?? quoted[2];
  const end = [...behind.matchAll(preposition)].find(({ index, 0: word }) =>
    namesPlace(behind.slice(index + word.length), machines, query),
  );
  const wanted = behind
    .slice(0, end?.index ?? behind.length)
    .replace(clockTime, ' ')
    .replace(/前后|左右|附近/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[?？。，,、\s]+$/, '')
    .trim();
  const isOnlyPlace =
    /^(?:the |all |any )?(?:[\w-]+ ){0,3}(?:logs?|日志|日誌|files?)(?: (?:at|of|for|in|on|when)\b.*)?$/i.test(
      wanted,
    );
  return wanted.length < 2 || isOnlyPlace ? undefined : wanted;
}

/** Does a piece of text name a machine, a time, a path, or one of the places that the whole text names? */
function namesPlace(rest: string, machines: readonly Machine[], query: LocateQuery): boolean {
  const { nodes, site, at } = placeIn(rest, machines);
  const [word = ''] = rest.toLowerCase().split(/\s/);
  const named = [
    ...query.logs,
    ...query.modules,
    ...query.components,
    ...query.families,
    'the',
    'all',
    'every',
  ];
  return (
    nodes.length > 0 ||
    site !== undefined ||
    at !== undefined ||
    path.test(rest) ||
    named.some((name) => word.startsWith(name) || rest.toLowerCase().startsWith(name)) ||
    /日志|log\b/i.test(rest)
  );
}

/** Most logs that a search in chat words names. */
const mostLogs = 6;

/** The logs named; those of the modules, at the stages if some are named; those to read first of a stage alone. */
function logsIn(query: LocateQuery, catalog: Catalog): string[] {
  if (query.logs.length > 0) return [...query.logs];
  const modules = [
    ...query.modules,
    ...query.components.flatMap((id) => catalog.components.find((each) => each.id === id)?.modules ?? []),
  ];
  const families: readonly string[] = query.families;
  const rows = catalog.rows.filter(
    ({ stage, log, highPriority }) =>
      (modules.length === 0 ? highPriority : modules.includes(log.module)) &&
      (families.length === 0 || families.includes(partsOf(stage).family)),
  );
  if (modules.length === 0 && families.length === 0) return [];
  return [...new Set(rows.map(({ log }) => log.id))].slice(0, mostLogs);
}
