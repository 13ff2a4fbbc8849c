import { commandSchema, type Command, type LocateQuery } from '../command';
import type { Catalog } from '../knowledge/catalog';
import { logsIn, pathIn, placeIn, refuseUnknown, withoutMachines, type Machine } from './search-place';
import { readWhen, timeMark, withoutVague } from './when';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Tracing systems, and Keystone, print ids without the dashes. */
const hex = '[0-9a-f]{32}';
const anyId = new RegExp(
  String.raw`(?<![\w-])(?:req-)?(?:${uuid}|${hex})(?![\w-])|(?<![\w-])req-[\w-]{4,70}`,
  'i',
);
const follow = /\b(?:trace|follow)\b|追踪|跟踪|链路/i;
const politely = String.raw`^(?:please |pls |can you |could you |请|帮我|帮忙|麻烦)?\s*`;
/** "grep" is an order by itself; the other words are one only where they name an id, a quoted text, a machine or a log. */
const grepVerb = new RegExp(
  String.raw`${politely}grep(?:\s+-{1,2}[\w-]{1,20})*\s+|${politely}在[^\n]{1,80}?\bgrep(?:\s+-\w+)*\s+`,
  'i',
);
const softVerb = new RegExp(
  String.raw`${politely}(?:search(?: for)?|look for|find)\s+|(?:搜索|搜一下|搜下|搜|查找|检索|查一下|查下)\s*`,
  'i',
);
const quotedText = /["“「『`]([^"”」』`\n]{2,200})["”」』`]|(?<=\s)['‘]([^'’\n]{2,200})['’](?=\s|$)/;
/** What leads from the text to where and when it is looked for. */
const preposition = /(?:^|\s+)(?:in|on|at|around|near|about|from|within)\s+|\s*[,，]?\s*(?:在|于)\s*/gi;
/** "search porter on console-a for refused", and the same in Chinese: the place stands before the text. */
const placeFirst =
  /^(?:in |on |all |the )?([\w.,\s-]{2,80}?)\s+for\s+(.+)$|^(?:在)?\s*([\w.\s-]{2,60}?)\s*(?:上|里|中)(?:的|面的)?\s*(?:([\w.\s-]{2,60}?)\s*(?:上|里|中)(?:的|面的)?)?\s*(.+)$/i;

/** The id of a request, or of what was worked on, that a text names. */
export function idIn(text: string): string | undefined {
  return anyId.exec(text)?.[0];
}

/** An order to follow a request. */
export function isFollowing(text: string): boolean {
  const id = idIn(text);
  return id !== undefined && (follow.test(text) || text.trim() === id);
}

/** An order to look for a text in logs, or to follow a request; nothing where the text gives none, or no machine is known. */
export function asSearch(
  text: string,
  queryOf: (text: string) => LocateQuery,
  machines: readonly Machine[],
  catalog: Catalog,
  now: Date,
): Command | undefined {
  if (machines.length === 0 || text.length > 400 || text.includes('\n')) return undefined;
  const id = idIn(text);
  const isTrace = isFollowing(text);
  const isOrder = grepVerb.exec(text);
  const verb = isOrder ?? softVerb.exec(text);
  if (!isTrace && !verb) return undefined;
  const { rest, ...when } = readWhen(text, zoneOf(text, machines), now);
  const query = queryOf(withoutMachines(withoutVague(rest).replaceAll(timeMark, ' '), machines));
  const placed = { ...placeIn(text, machines), ...when };
  if (isTrace) return checked({ name: 'trace', id, family: query.families[0], ...placed });
  const behind = (isOrder ? grepVerb : softVerb).exec(rest);
  if (!behind) return undefined;
  const isPlace = (piece: string) => namesPlace(piece, machines, queryOf);
  const wanted = wantedText(rest.slice(behind.index + behind[0].length), isPlace);
  if (wanted === undefined) return undefined;
  const isSure =
    isOrder ??
    (wanted.text === id || quotedText.test(text) || placed.nodes.length > 0 || query.logs.length > 0);
  if (!isSure) return undefined;
  const around = `${behind[0]} ${wanted.tail} ${/\s(?:on|in)\s+\S*(?:[-\d]\S*|log)$/i.exec(wanted.text)?.[0] ?? ''}`;
  refuseUnknown(around, machines, (word) => namesPlace(word, machines, queryOf));
  const file = pathIn(text, catalog);
  // What is looked for says nothing of where: "heartbeat" is a text, though it is a word of a stage too.
  const where = queryOf(
    withoutMachines(withoutVague(rest.replace(wanted.text, ' ')).replaceAll(timeMark, ' '), machines),
  );
  const logs = file === undefined ? logsIn(where, catalog) : [];
  return checked({ name: 'grep', text: wanted.text, logs, path: file, host: where.host, ...placed });
}

/** The zone of the machine that is named, else of the site's, or of the first. */
function zoneOf(text: string, machines: readonly Machine[]): string {
  const { nodes, site } = placeIn(text, machines);
  const meant =
    machines.find(({ name }) => name === nodes[0]) ??
    machines.find((each) => site !== undefined && each.site === site) ??
    machines[0];
  return meant?.timeZone ?? 'UTC';
}

function checked(command: object): Command | undefined {
  const parsed = commandSchema.safeParse(JSON.parse(JSON.stringify(command)));
  return parsed.success ? parsed.data : undefined;
}

interface Wanted {
  readonly text: string;
  /** The words behind it, which say where and when. */
  readonly tail: string;
}

/** The literal text: what is quoted, else what stands behind the verb, up to where the place or the time begins. */
function wantedText(behind: string, isPlace: (piece: string) => boolean): Wanted | undefined {
  const quoted = quotedText.exec(behind);
  if (quoted) return { text: quoted[1] ?? quoted[2] ?? '', tail: behind.replace(quoted[0], ' ') };
  const [, before, ofEnglish, node, log, ofChinese] = placeFirst.exec(behind) ?? [];
  const first = [before, node, log].filter((each) => each !== undefined);
  const text = ofEnglish ?? ofChinese;
  if (text !== undefined && first.length > 0 && first.every(isPlace))
    return cleaned(text, first.map((each) => ` on ${each} `).join(''), isPlace);
  return cleaned(behind, '', isPlace);
}

function cleaned(behind: string, before: string, isPlace: (piece: string) => boolean): Wanted | undefined {
  const end = [...behind.matchAll(preposition)].find(({ index, 0: word }) =>
    isPlace(behind.slice(index + word.length)),
  );
  const tail = behind.slice(end?.index ?? behind.length);
  const text = withoutVague(behind.slice(0, end?.index ?? behind.length))
    .replaceAll(timeMark, ' ')
    .replace(/(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[的\s]+|[?？。，,、\s]+$/g, '')
    .replace(/^(?:in|on|at|of|for)(?: .*)?$/i, '')
    .trim();
  const isOnlyPlace =
    /^(?:the |all |any )?(?:[\w-]+ ){0,3}(?:logs?|日志|日誌|files?)(?: (?:at|of|for|in|on|when)\b.*)?$/i.test(
      text,
    );
  return text.length < 2 || isOnlyPlace ? undefined : { text, tail: `${before} ${tail}` };
}

/** Does a piece of text begin with a machine, a time, a path, or a place that is known? */
function namesPlace(
  piece: string,
  machines: readonly Machine[],
  queryOf: (text: string) => LocateQuery,
): boolean {
  const rest = piece.trim();
  if (rest.startsWith(timeMark) || rest.startsWith('/')) return true;
  const [first = ''] = rest.split(/[\s,，]+(?=[a-z\d\p{Script=Han}])/iu);
  const { nodes, site } = placeIn(first, machines);
  if (nodes.length > 0 || site !== undefined || /^(?:the|all|every)\b|日志|\blogs?\b/i.test(rest))
    return true;
  const { logs, modules, components, families, roles } = queryOf(
    withoutMachines(rest.slice(0, 60), machines),
  );
  const asWord = queryOf(first);
  return (
    logs.length + modules.length + components.length + families.length > 0 &&
    (asWord.logs.length +
      asWord.modules.length +
      asWord.components.length +
      asWord.families.length +
      asWord.roles.length >
      0 ||
      roles.length > 0)
  );
}
