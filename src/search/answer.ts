import { caseButton } from '../diagnose/next';
import { factsOf } from '../diagnose/facts';
import { diagnose, type CaseIndex } from '../diagnose';
import type { Spoken } from '../diagnose/case-blocks';
import { byId } from '../knowledge/catalog';
import type { Log } from '../knowledge/schema';
import type { Text } from '../language';
import type { Block, Reply } from '../reply';
import { sentenceOf } from './outcome';
import type { Searched } from './run';

/** Most lines of a target that are shown in place; the rest is told. */
const mostLines = 60;

/** What a search found, target by target, with the causes known for it. */
export function grepReply(
  searched: readonly Searched[],
  byHand: readonly Log[],
  index: CaseIndex,
  spoken: Spoken,
): Reply {
  const { catalog, locale } = spoken;
  const read = searched.map((each) => ({ ...each, cases: casesIn(each, index, spoken) }));
  const known = [...new Set(read.flatMap(({ cases }) => cases.map(({ id }) => id)))];
  const buttons = known.slice(0, 3).map((id) => caseButton(byId(catalog.cases, id), [], undefined, locale));
  return {
    kind: 'reply',
    title: titleOf(read)[locale],
    blocks: [
      ...read.flatMap((each) => targetBlocks(each, spoken)),
      ...handBlocks(byHand, spoken),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
    data: { targets: read.map(dataOf), ids: idsIn(read, spoken) },
  };
}

/** How many hits where; a log that could not be read is never silence. */
function titleOf(read: readonly Read[]): Text {
  const hits = read.reduce((sum, each) => sum + hitsOf(each), 0);
  const logs = read.filter(({ outcome }) => 'output' in outcome).length;
  const failed = read.length - logs;
  const unread = {
    en: failed > 0 ? `; ${failed} could not be read` : '',
    zh: failed > 0 ? `；${failed} 个未能读取` : '',
  };
  if (read.length === 0) return { en: 'Nothing to search', zh: '没有可搜索的日志' };
  const found = hits > 0 ? `${hits} hit${hits === 1 ? '' : 's'}` : 'Nothing found';
  const several = logs === 1 ? '' : 's';
  return {
    en: `${found} in ${logs} log${several}${unread.en}`,
    zh: `${hits > 0 ? `${hits} 处命中` : '没有找到'}（${logs} 个日志${unread.zh}）`,
  };
}

type Read = Searched & { readonly cases: readonly { readonly id: string; readonly score: number }[] };

function hitsOf({ excerpts }: Searched): number {
  return excerpts.reduce((sum, each) => sum + each.hits.length, 0);
}

/** Known causes in what was found; a verdict short of a match is none. */
function casesIn({ excerpts }: Searched, index: CaseIndex, { catalog }: Spoken) {
  const text = excerpts
    .flatMap(({ lines }) => lines)
    .join('\n')
    .slice(0, 12_000);
  if (text === '') return [];
  const { verdict, shown } = diagnose(text, index, catalog);
  return verdict === 'match' ? shown.map(({ id, score }) => ({ id, score })) : [];
}

function targetBlocks(each: Read, { locale }: Spoken): Block[] {
  const { target, outcome, excerpts, isCut, repeat } = each;
  const state = outcome.kind === 'found' ? [] : [` — ${sentenceOf(outcome, target.node.name)[locale]}`];
  const cut = { en: 'More was there than is shown.', zh: '还有更多内容未显示。' };
  const notes = [...(isCut ? [cut[locale]] : []), ...warningsOf(each).map((warning) => warning[locale])];
  return [
    { kind: 'text', lines: [[{ bold: `${target.node.name} · ${target.log ?? target.path}` }, ...state]] },
    ...excerpts.slice(0, 5).map(({ firstLine, lines, hits }): Block => ({
      kind: 'excerpt',
      firstLine,
      hits,
      lines: lines.slice(0, mostLines),
    })),
    { kind: 'note', lines: [...notes.map((note) => [note]), [{ code: repeat }]] },
  ];
}

/** What makes a result doubtful: a log that was cut or replaced while it was read. */
function warningsOf({ outcome }: Searched) {
  if (!('output' in outcome)) return [];
  const { before, after } = outcome;
  if (after.bytes >= before.bytes && after.inode === before.inode) return [];
  return [
    {
      en: 'The log was cut or rotated while it was read: search again.',
      zh: '读取期间日志被截断或轮转，请再搜索一次。',
    },
  ];
}

function handBlocks(byHand: readonly Log[], { locale }: Spoken): Block[] {
  if (byHand.length === 0) return [];
  const text = {
    en: 'No node is configured for these, or their path has to be filled in; look by hand:',
    zh: '以下日志没有配置对应节点，或路径需要填写，请手工查看：',
  };
  return [{ kind: 'text', lines: [[text[locale]], ...byHand.map((log) => ['  ', { code: log.path }])] }];
}

function dataOf(each: Read) {
  const { target, outcome, excerpts, cases, repeat } = each;
  const shown = hitsOf(each);
  return {
    node: target.node.name,
    log: target.log ?? null,
    path: target.path,
    outcome: outcome.kind,
    warnings: warningsOf(each).map(({ en }) => en),
    read: 'before' in outcome ? { bytes: outcome.before.bytes, how: 'full' } : null,
    hits: shown,
    hitsShown: shown,
    excerpts: excerpts.map(({ firstLine, lines }) => ({ firstLine, lines })),
    cases,
    repeat,
  };
}

function idsIn(read: readonly Read[], { catalog }: Spoken): string[] {
  const text = read.flatMap(({ excerpts }) => excerpts.flatMap(({ lines }) => lines)).join('\n');
  const { requestIds, resources } = factsOf(text.slice(0, 64_000), catalog);
  return [...requestIds, ...resources.map(({ id }) => id)];
}
