import { locateQuery } from '../command';
import { byId, type Catalog } from '../knowledge/catalog';
import { sourceName } from '../knowledge/source-name';
import type { KnownCase } from '../knowledge/schema';
import type { Locale } from '../language';
import { stageNames } from '../locate/names';
import { searchLine } from '../locate/search-line';
import type { Block, Line } from '../reply';

/** What wording a diagnosis needs. */
export interface Spoken {
  readonly catalog: Catalog;
  readonly locale: Locale;
  /** The machines whose logs may be read; where there are none no button offers it. */
  readonly nodes?: readonly unknown[];
}

/** A known case as it is shown: causes, checks, actions, logs with a line to copy, sources. */
export function caseBlocks(known: KnownCase, keyword: string | undefined, spoken: Spoken): Block[] {
  const { locale } = spoken;
  const heads = {
    en: ['Cause', 'Check', 'Do', 'Workaround', 'Logs', 'Source'],
    zh: ['原因', '检查', '处理', '规避', '日志', '来源'],
  }[locale];
  const [cause = '', check = '', action = '', workaround = '', logs = '', source = ''] = heads;
  const checks = known.checks.flatMap((each, at): Line[] => [
    [`  ${at + 1} `, each[locale]],
    ...(each.command ? [['    ', { code: each.command }]] : []),
  ]);
  return [
    { kind: 'text', lines: [[{ bold: cause }], ...numbered(known.causes.map((each) => [each[locale]]))] },
    ...(checks.length > 0 ? [{ kind: 'text', lines: [[{ bold: check }], ...checks] } as const] : []),
    { kind: 'text', lines: [[{ bold: action }], ...numbered(known.actions.map((each) => [each[locale]]))] },
    ...(known.workaround
      ? [{ kind: 'text', lines: [[{ bold: workaround }, '  ', known.workaround[locale]]] } as const]
      : []),
    ...(known.logs.length > 0 ? [logBlock(known, logs, keyword, spoken)] : []),
    { kind: 'note', lines: [[`${source}: ${sourcesOf(known, spoken)}`]] },
  ];
}

function numbered(texts: readonly Line[]): Line[] {
  return texts.map((text, at) => [`  ${at + 1} `, ...text]);
}

function logBlock(
  known: KnownCase,
  head: string,
  keyword: string | undefined,
  { catalog, locale }: Spoken,
): Block {
  const stages = known.stages.filter((stage) => stage !== 'any');
  const at = stages.length > 0 ? `  ${stageNames(stages, catalog, locale)}` : '';
  const query = locateQuery.parse({ keyword: keyword?.slice(0, 100) });
  const lines = known.logs.map((id): Line => {
    const log = byId(catalog.logs, id);
    const line = searchLine(log, query, catalog, locale);
    return line === undefined ? [`  · ${log.source}: ${log.path}`] : ['  ', { code: line }];
  });
  return { kind: 'text', lines: [[{ bold: head }, at], ...lines] };
}

/** Where the case comes from: our sources by title, pages by address. */
function sourcesOf({ references }: KnownCase, { catalog, locale }: Spoken): string {
  return references.map((reference) => sourceName(reference, catalog.sources, locale)).join(' · ');
}
