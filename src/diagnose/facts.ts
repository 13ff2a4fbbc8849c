import type { Catalog } from '../knowledge/catalog';
import { uuidPattern } from '../match/literals/taken';

/** What a paste tells beside the error itself. */
export interface Facts {
  /** Points in time as written, with a zone where one is given. */
  readonly times: readonly string[];
  readonly requestIds: readonly string[];
  readonly resources: readonly { readonly kind: string; readonly id: string }[];
  /** HTTP states and error codes. */
  readonly codes: readonly string[];
  /** Addresses and host names. */
  readonly hosts: readonly string[];
  /** Modules whose name or log stands in the paste. */
  readonly modules: readonly string[];
  /** Platforms of the driver matrix that are named, by id. */
  readonly platforms: readonly string[];
  readonly paths: readonly string[];
}

/** Most facts of a kind that are kept: the first ones say most. */
const mostFacts = 10;
const resourceKinds =
  'volume|instance|server|port|image|snapshot|network|subnet|router|flavor|task|execution|workflow|host|project|tenant|user|disk|backup|云硬盘|卷|云主机|主机|镜像|快照|网络|端口';
const chineseKinds: Readonly<Record<string, string>> = {
  云硬盘: 'volume',
  卷: 'volume',
  云主机: 'instance',
  主机: 'host',
  镜像: 'image',
  快照: 'snapshot',
  网络: 'network',
  端口: 'port',
};

/** What to search the logs for: the request first, then a resource. */
export function keywordOf({ requestIds, resources }: Facts): string | undefined {
  return requestIds[0] ?? resources[0]?.id;
}

/** Reads the facts out of a cleaned paste. */
export function factsOf(text: string, catalog: Catalog): Facts {
  const requestIds = all(text, new RegExp(`\\breq-${uuidPattern}`, 'gi'));
  const plain = text.replace(new RegExp(`\\breq-${uuidPattern}`, 'gi'), ' ');
  return {
    times: all(
      text,
      /\b\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ]\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?|\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,6})?/g,
    ),
    requestIds,
    resources: resourcesIn(plain),
    codes: codesIn(text),
    hosts: all(
      text,
      /\b(?:\d{1,3}\.){3}\d{1,3}\b|(?<=:\/\/)[\w.-]+\.[a-z]{2,}|(?<=\bhost )[\w-]+\d[\w.-]*/gi,
    ),
    modules: modulesIn(text.toLowerCase(), catalog),
    platforms: platformsIn(text.toLowerCase(), catalog),
    paths: all(text, /(?<![\w/:.])\/(?:[\w.@+-]+\/)+[\w.@+-]+|\b[A-Z]:\\[^\s"'<>|*?]{1,240}/g),
  };
}

/** HTTP states, numbered codes, and dotted names as clouds print them (`InvalidAccessKeyId.NotFound`). */
function codesIn(text: string): string[] {
  const numbered =
    /\bHTTP[/ ]?(?:\d\.\d )?([1-5]\d\d)\b|\b(?:code|status|errno)["']?\s*[:=]\s*["']?([A-Za-z0-9_.-]{2,40})|\b(0x[0-9a-f]{8})\b|\[Errno (-?\d+)\]/gi;
  const dotted = /\b[A-Z][A-Za-z]+(?:\.[A-Z]\w+)+\b/g;
  return [...new Set([...all(text, numbered), ...all(text, dotted)])].slice(0, mostFacts);
}

function resourcesIn(text: string): { kind: string; id: string }[] {
  const pattern = new RegExp(
    `(?:\\b|(?<=\\p{Script=Han}))(?:(${resourceKinds})s?(?:[_ ]?(?:id|uuid))?["']?\\s*[:=]?\\s*["'(]*)?(${uuidPattern})`,
    'giu',
  );
  const seen = new Map<string, string>();
  for (const match of text.matchAll(pattern)) {
    const id = (match[2] ?? '').toLowerCase();
    const written = (match[1] ?? '').toLowerCase();
    const kind = chineseKinds[written] ?? (written || 'unknown');
    if (!seen.has(id) || seen.get(id) === 'unknown') seen.set(id, kind);
  }
  return [...seen].slice(0, mostFacts).map(([id, kind]) => ({ kind, id }));
}

function modulesIn(text: string, catalog: Catalog): string[] {
  const names = catalog.modules.flatMap(({ id }) =>
    [id, ...catalog.logs.filter((log) => log.module === id).map((log) => log.id)].map(
      (name) => [name, id] as const,
    ),
  );
  return [
    ...new Set(
      names
        .filter(([name]) => new RegExp(`(?<![a-z-])${name.replaceAll('-', '[-_.]')}(?![a-z])`).test(text))
        .map(([, id]) => id),
    ),
  ];
}

/** The longest names first: "Huawei Cloud Stack" is not Huawei Cloud. */
function platformsIn(text: string, catalog: Catalog): string[] {
  const names = catalog.platforms
    .flatMap(({ id, aliases }) => aliases.map((alias) => [alias.toLowerCase(), id] as const))
    .sort(([one], [other]) => other.length - one.length);
  let rest = text;
  const found = names.flatMap(([name, id]) => {
    const parts = rest.split(name);
    const isThere = parts.slice(1).some((after, at) => standsAlone(parts[at] ?? '', after, name));
    if (isThere) rest = parts.join(' ');
    return isThere ? [id] : [];
  });
  return [...new Set(found)].slice(0, mostFacts);
}

function standsAlone(before: string, after: string, name: string): boolean {
  const isHan = /\p{Script=Han}/u.test(name);
  return isHan || !(/[a-z\d]$/.test(before) || /^[a-z\d]/.test(after));
}

function all(text: string, pattern: RegExp): string[] {
  const found = [...text.matchAll(pattern)].map(
    (match) => match.slice(1).find((group) => group !== undefined) ?? match[0],
  );
  return [...new Set(found)].slice(0, mostFacts);
}
