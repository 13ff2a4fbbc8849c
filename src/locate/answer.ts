import { byId, partsOf, type Catalog, type Row } from '../knowledge/catalog';
import type { StageId } from '../knowledge/schema';
import type { Block, Line, Reply } from '../reply';
import { locateData, undocumentedPath } from './data';
import { logBlock, otherBlock, stageMark, type Wording } from './entries';
import { bracketed, familiesIn, gather, inReadingOrder, listed, moduleNames, stageNames } from './names';
import { nextButtons } from './next';
import { notes } from './notes';
import type { Places } from './selection';

/** The answer to "where is the log": headline, logs by stage, what is open, notes, next steps. */
export function locateReply(places: Places, wording: Wording): Reply {
  const buttons = nextButtons(places, wording);
  const blocks = [
    ...introduction(places, wording),
    ...sections(places, wording),
    ...beyondTheTable(places, wording),
    ...(places.absent.length > 0 ? [priorityAt(places.stages, wording)] : []),
    ...notes(places, wording),
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
  ];
  return {
    kind: 'reply',
    title: titleOf(places, wording),
    blocks,
    data: locateData(places, wording.query, wording.catalog),
  };
}

function titleOf({ stages, modules }: Places, { query, catalog, locale }: Wording): string {
  const isStageAsked = query.families.length + query.modes.length > 0 || query.scripts !== undefined;
  const parts = [
    isStageAsked ? stageNames(stages, catalog, locale) : '',
    listed(
      query.platforms.map((id) => byId(catalog.platforms, id).name[locale]),
      locale,
    ),
    query.scripts !== undefined ? (locale === 'zh' ? '前后置脚本' : 'pre- and post-scripts') : '',
    moduleNames(modules, catalog, locale),
  ].filter((part) => part !== '');
  return parts.join(' · ') || (locale === 'zh' ? '日志' : 'Logs');
}

/** Who the module is, when it was asked for without a stage; that it does not log at the stage asked for. */
function introduction(places: Places, { query, catalog, locale }: Wording): Block[] {
  const lines: Line[] = [];
  if (
    places.modules.length === 1 &&
    query.logs.length === 0 &&
    query.families.length === 0 &&
    query.scripts === undefined
  )
    lines.push([whoIs(places.modules[0] ?? '', catalog, locale)]);
  if (places.absent.length > 0) lines.push([absence(places, { query, catalog, locale })]);
  return lines.length > 0 ? [{ kind: 'text', lines }] : [];
}

function whoIs(module: string, catalog: Catalog, locale: Wording['locale']): string {
  const { description, category } = byId(catalog.modules, module);
  return description[locale] + bracketed(category[locale], locale);
}

function absence({ absent, stages, rows, others }: Places, { catalog, locale }: Wording): string {
  const who = moduleNames(absent, catalog, locale);
  const at = stageNames(stages, catalog, locale);
  const elsewhere = rows.length + others.length > 0;
  if (locale === 'zh') return `${who}在${at}阶段没有日志。${elsewhere ? '它的日志在这里：' : ''}`;
  return `${who} does not log at this stage: ${at}.${elsewhere ? ' This is where it does:' : ''}`;
}

/** The logs to read instead, at a stage where the module asked for has none. */
function priorityAt(stages: readonly StageId[], { catalog, locale }: Wording): Block {
  const rows = catalog.rows.filter((row) => stages.includes(row.stage) && row.highPriority);
  const names = gather(rows).map(({ log }) => `★ ${log.source}`);
  return {
    kind: 'text',
    lines: [[`${locale === 'zh' ? '该阶段优先看：' : 'At that stage read first: '}${listed(names, locale)}`]],
  };
}

/** One section a stage when several were asked for, else one in all. */
function sections(places: Places, wording: Wording): Block[] {
  const isAbsent = places.absent.length > 0;
  const asked =
    isAbsent || wording.query.families.length + wording.query.modes.length === 0 ? [] : places.stages;
  const families = asked.length > 0 ? familiesIn(places.rows, wording.catalog) : [];
  if (families.length < 2) return section(places.rows, asked, wording);
  return families.flatMap((family) => {
    const rows = places.rows.filter((row) => partsOf(row.stage).family === family);
    const stages = asked.filter((stage) => partsOf(stage).family === family);
    const heading: Block = {
      kind: 'text',
      lines: [[{ bold: stageNames(stages, wording.catalog, wording.locale) }]],
    };
    return [heading, ...section(rows, stages, wording)];
  });
}

function section(rows: readonly Row[], asked: readonly StageId[], wording: Wording): Block[] {
  return inReadingOrder(gather(rows), asked).map((each) =>
    logBlock(each, stageMark(each, asked, wording), wording),
  );
}

function beyondTheTable(places: Places, wording: Wording): Block[] {
  const { locale, catalog } = wording;
  const blocks = places.others.map((log) => otherBlock(log, wording));
  const heading: Line = [
    locale === 'zh' ? '阶段表之外，文档还提到：' : 'Beyond the stage table, the documents name:',
  ];
  const unknown: Block[] = places.undocumented.map((id) => ({
    kind: 'text',
    lines: undocumentedLines(id, catalog, locale),
  }));
  return [...(blocks.length > 0 ? [{ kind: 'text', lines: [heading] } as const, ...blocks] : []), ...unknown];
}

function undocumentedLines(id: string, catalog: Catalog, locale: Wording['locale']): Line[] {
  const code = { code: undocumentedPath(id, catalog) };
  return locale === 'zh'
    ? [[`没有文档写明 ${id} 的日志路径。可以到控制台的惯用目录看看（未见于文档）：`], ['  ', code]]
    : [
        [`No document names a log of ${id}. A place to look, by the console's pattern (not documented):`],
        ['  ', code],
      ];
}
