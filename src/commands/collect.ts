import { encode, maxTimeLength, type CommandOf } from '../command';
import type { Investigation } from '../investigation';
import { byId, partsOf, type Catalog } from '../knowledge/catalog';
import type { Reply } from '../reply';
import { askSite } from '../search/ask-site';
import { searchData } from '../search/data';
import { nodesMeant } from '../search/nodes';
import { sentenceOf } from '../search/outcome';
import { hasFailed } from '../search/read';
import type { Searched } from '../search/run';
import { targetsOf } from '../search/target';
import { ownDraft } from './own-draft';
import type { Context, Run } from './run';
import { searchTargets } from './search-targets';

/** Logs of one collection, and lines of each: a slice, not the log. */
const mostLogs = 8;
const mostLines = 2_000;
/** Seconds to each side of the failure. */
const around = 300;

/** Adds to a draft's evidence what the stage's logs say around the time of the failure, whatever it is about. */
export const collect: Run<'collect'> = async (command, context) => {
  const { draft } = await ownDraft(command.draft, context);
  const meant = nodesMeant(command, context);
  if ('sites' in meant) return askSite(command, meant.sites, context.locale);
  const found = await context.investigation(draft.thread);
  const slice = sliceOf(found, draft.values.time, context.catalog);
  const { targets } = targetsOf(slice, meant.nodes, context.catalog);
  const searched = await searchTargets(slice, targets.slice(0, 2 * mostLogs), command, context);
  return collectedReply(draft.number, searched, context);
};

/** Every line around the time: the one search whose text is not a person's. */
function sliceOf({ pasted, traced }: Investigation, time: string, catalog: Catalog): CommandOf<'grep'> {
  const stage = pasted[0]?.data.stages[0];
  const ofStage = catalog.rows.filter(
    (row) => stage !== undefined && partsOf(row.stage).family === partsOf(stage).family,
  );
  const logs = [
    ...new Set([...traced.flatMap(({ data }) => data.services), ...ofStage.map(({ log }) => log.id)]),
  ].filter((id) => byId(catalog.logs, id).role !== 'windows-agent');
  const at = /\d{1,2}:\d{2}/.test(time)
    ? time.replace(/,\d+| ?\(.*$/g, '').slice(0, maxTimeLength)
    : undefined;
  return {
    name: 'grep',
    text: '.',
    isRegex: true,
    isCaseSensitive: false,
    logs: logs.slice(0, mostLogs),
    nodes: [],
    at,
    around,
    older: 0,
    before: 0,
    after: 0,
    maxHits: mostLines,
  };
}

function collectedReply(draft: number, searched: readonly Searched[], { locale }: Context): Reply {
  const lines = searched.reduce((sum, each) => sum + linesIn(each), 0);
  const read = searched.filter(({ excerpts }) => excerpts.length > 0);
  const failed = searched.filter(hasFailed);
  return {
    kind: 'reply',
    title: {
      en: `Collected ${lines} line${lines === 1 ? '' : 's'} of ${read.length} file${read.length === 1 ? '' : 's'} for ticket draft ${draft}`,
      zh: `已为工单草稿 ${draft} 收集 ${read.length} 个文件的 ${lines} 行`,
    }[locale],
    blocks: [
      {
        kind: 'note',
        lines: [
          ...read.map((each) => [`${each.target.node.name}:${each.path} · ${linesIn(each)}`]),
          ...failed.map(({ target, path, outcome }) => [
            `${target.node.name}:${path} — ${sentenceOf(outcome, target.node.name)[locale]}`,
          ]),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          {
            label: { en: 'Download evidence', zh: '下载证据' }[locale],
            payload: encode({ name: 'draft', draft, as: 'evidence' }, locale),
            opens: 'reply',
          },
        ],
      },
    ],
    isFruitless: searched.length > 0 && read.length === 0 && failed.length > 0,
    data: {
      draft,
      ...searchData(
        searched.map((each) => ({ ...each, cases: [] })),
        [],
      ),
    },
  };
}

function linesIn({ excerpts }: Searched): number {
  return excerpts.reduce((sum, { lines }) => sum + lines.length, 0);
}
