import type { LocateQuery } from '../command';
import { BotError } from '../errors';
import { partsOf, type Catalog } from '../knowledge/catalog';
import { timeMark } from './when';

/** What a search can be told to look at, by name. */
export interface Machine {
  readonly name: string;
  readonly site?: string | undefined;
  readonly timeZone?: string;
  /** May the asker be told its name? Asked only where names are told. */
  readonly isTold?: () => boolean;
}

/** The machines and the site that a text names. */
export interface Place {
  readonly nodes: readonly string[];
  readonly site: string | undefined;
}

const path = /(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]+/;
/** Most logs that a search in chat words names. */
const mostLogs = 6;

export function placeIn(text: string, machines: readonly Machine[]): Place {
  const nodes = machines.map(({ name }) => name).filter((name) => isNamed(text, name));
  const site = machines.map((each) => each.site).find((each) => each !== undefined && isNamed(text, each));
  return { nodes: nodes.slice(0, 4), site: nodes.length > 0 ? undefined : site };
}

function isNamed(text: string, name: string): boolean {
  return asName(name).test(text);
}

function asName(name: string): RegExp {
  return new RegExp(
    String.raw`(?<![\w.-])${name.replace(/[.*+?^${'{}'}()|[\]\\]/g, String.raw`\$&`)}(?![\w-])`,
    'gi',
  );
}

/** The text without the names of machines, which look like those of modules. */
export function withoutMachines(text: string, machines: readonly Machine[]): string {
  const names = machines.flatMap(({ name, site }) => (site === undefined ? [name] : [name, site]));
  return names.reduce((left, name) => left.replace(asName(name), ' '), text);
}

export function pathIn(text: string, catalog: Catalog): string | undefined {
  const file = path.exec(text)?.[0];
  return file === undefined || catalog.logs.some((log) => log.path === file) ? undefined : file;
}

/** The logs named; those of the modules, at the stages if some are named; those to read first of a stage alone. */
export function logsIn(query: LocateQuery, catalog: Catalog): string[] {
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

/** What leads to a place in the words behind the text. */
const leads =
  /(?:^|\s)(?:on|in|from)\s+(?:the |node |host |machine |site )?([\w.-]{2,60})|在\s*([\w.-]{2,60})\s*(?:上|里|中)/gi;
const common = new Set(
  'the all every any each log logs file files node nodes console consoles proxy host site stage production between this that last past order'.split(
    ' ',
  ),
);

/** A place that is none of the machines, and of which nothing is known: a search of all others would answer what nobody asked. */
export function refuseUnknown(
  tail: string,
  machines: readonly Machine[],
  isKnown: (word: string) => boolean,
): void {
  const names = machines.flatMap(({ name, site }) => [name, ...(site === undefined ? [] : [site])]);
  for (const found of tail.matchAll(leads)) {
    const word = (found[1] ?? found[2] ?? '').replace(/[.-]+$/, '');
    const isPlace = names.some((name) => name.toLowerCase() === word.toLowerCase());
    if (word === '' || isPlace || common.has(word.toLowerCase()) || word.includes(timeMark) || isKnown(word))
      continue;
    const told = machines.filter(({ isTold }) => isTold?.() ?? true).map(({ name }) => name);
    const known = [...new Set(told)].slice(0, 8);
    throw new BotError(
      'unknown-name',
      {
        en: `There is no node, site, log or module called "${word}".`,
        zh: `没有名为“${word}”的节点、站点、日志或模块。`,
      },
      {
        en: `${known.length > 0 ? `Nodes: ${known.join(', ')}. ` : ''}Put quotes around the text if it belongs to that.`,
        zh: `${known.length > 0 ? `节点：${known.join('、')}。` : ''}如果它属于要搜索的内容，请加引号。`,
      },
    );
  }
}
