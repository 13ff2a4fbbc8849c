import type { LocateQuery } from '../command';
import { nameOfRole, partsOf, type Catalog } from '../knowledge/catalog';
import { terminalOutput, type Log, type StageId } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Block, Line } from '../reply';
import { fillPath } from './fill';
import { bracketed, modeNames, stageNames, type Gathered } from './names';
import { searchLine } from './search-line';

/** What every line of an answer needs to be worded. */
export interface Wording {
  readonly query: LocateQuery;
  readonly catalog: Catalog;
  readonly locale: Locale;
}

/** One log: mark and name, path, what to check before, a line to copy. The star stands for the stages asked for. */
export function logBlock({ log, isPriority }: Gathered, mark: string, wording: Wording): Block {
  const { locale } = wording;
  const hasStar = isPriority && !mark.includes('★');
  const name: Line = [
    hasStar ? '★ ' : '· ',
    { bold: log.source },
    whereOf(log, wording),
    ...(mark ? [` — ${mark}`] : []),
  ];
  const lines: Line[] = [name, ...placeLines(log, wording)];
  if (log.check) lines.push([locale === 'zh' ? '  检查：' : '  First: ', log.check[locale]]);
  return { kind: 'text', lines };
}

/** A log that the stage table lacks. */
export function otherBlock(log: Log, wording: Wording): Block {
  const purpose = log.purpose ? [` — ${log.purpose[wording.locale]}`] : [];
  return {
    kind: 'text',
    lines: [['· ', { bold: log.source }, whereOf(log, wording), ...purpose], ...placeLines(log, wording)],
  };
}

function placeLines(log: Log, { query, catalog, locale }: Wording): Line[] {
  const line = searchLine(log, query, catalog, locale);
  const path: Line = ['  ', { code: fillPath(log.path, query) }, kindOf(log, locale)];
  return line === undefined ? [path] : [path, ['  ', { code: line }]];
}

/** Where a log lies; on the console also whose it is, unless its name says so. */
function whereOf(log: Log, { catalog, locale }: Wording): string {
  const role = nameOfRole(catalog, log.role)[locale];
  const isClear = log.role !== 'console' || log.source.startsWith(log.component);
  return bracketed(isClear ? role : `${log.component} · ${role}`, locale);
}

function kindOf(log: Log, locale: Locale): string {
  if (log.kind === 'program') return '';
  if (log.path === terminalOutput)
    return bracketed(
      locale === 'zh' ? '安装程序在终端打印的内容，没有文件' : 'what the installer prints; no file',
      locale,
    );
  return bracketed(locale === 'zh' ? '安装日志' : 'install log', locale);
}

/** At which of the stages a log is read, where that says something: it may be one mode only. */
export function stageMark(
  { rows }: Gathered,
  asked: readonly StageId[],
  { catalog, locale }: Wording,
): string {
  const stages = rows.map((row) => row.stage);
  const families = new Set(asked.map((stage) => partsOf(stage).family));
  if (asked.length > 0 && stages.length === asked.length) return '';
  if (families.size !== 1) return priorityStages(rows, { catalog, locale });
  const modes = modeNames(
    stages.flatMap((stage) => partsOf(stage).mode ?? []),
    catalog,
    locale,
  );
  return locale === 'zh' ? `仅${modes}` : `${modes} only`;
}

/** "★ Host boot, Host cleanup; also Data sync (block storage)" */
function priorityStages(
  rows: Gathered['rows'],
  { catalog, locale }: Pick<Wording, 'catalog' | 'locale'>,
): string {
  const first = stageNames(
    rows.filter((row) => row.highPriority).map((row) => row.stage),
    catalog,
    locale,
  );
  const also = stageNames(
    rows.filter((row) => !row.highPriority).map((row) => row.stage),
    catalog,
    locale,
  );
  if (first === '') return also;
  if (also === '') return `★ ${first}`;
  return locale === 'zh' ? `★ ${first}；另见 ${also}` : `★ ${first}; also ${also}`;
}
