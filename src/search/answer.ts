import type { CommandOf } from '../command';
import type { CaseIndex } from '../diagnose';
import type { Spoken } from '../diagnose/case-blocks';
import { byId } from '../knowledge/catalog';
import type { Log } from '../knowledge/schema';
import type { Text } from '../language';
import { listed } from '../locate/names';
import { searchLine } from '../locate/search-line';
import { locateQuery } from '../command';
import { redact } from '../redact';
import type { Block, Reply } from '../reply';
import { searchData } from './data';
import { nextBlock } from './next';
import { hasFailed, idsIn, withCases, type Read } from './read';
import type { Searched } from './run';
import { mostLines, nameOf, spanOf, targetBlocks } from './target-blocks';

/** Files without a hit that are told one by one; where there are more they share a line. */
const mostSilent = 2;

/** What a search found, file by file, with the causes known for it. */
export function grepReply(
  command: CommandOf<'grep'>,
  searched: readonly Searched[],
  byHand: readonly Log[],
  index: CaseIndex,
  spoken: Spoken,
): Reply {
  const { catalog, locale } = spoken;
  const read = searched.map((each) => withCases(each, index, catalog));
  const ids = idsIn(read, catalog);
  const absent = read.filter(({ outcome }) => outcome.kind === 'no-such-file');
  const isBrief = absent.length > mostSilent;
  const told = read.filter((each) => !isSilent(each) && !(isBrief && each.outcome.kind === 'no-such-file'));
  const silent = read.filter(isSilent);
  return {
    kind: 'reply',
    title: titleOf(command, read)[locale],
    blocks: [
      ...causesBlock(read, spoken),
      ...told.flatMap((each) => targetBlocks(each, locale)),
      ...(silent.length > mostSilent
        ? namesBlock(silentHead(silent), silent, spoken)
        : silent.flatMap((each) => targetBlocks(each, locale))),
      ...(isBrief ? namesBlock({ en: 'Not there:', zh: '文件不存在：' }, absent, spoken) : []),
      ...handBlocks(command, byHand, spoken),
      ...fileBlock(read),
      ...nextBlock(command, read, ids, spoken),
    ],
    isFruitless: read.length > 0 && read.every(hasFailed),
    data: searchData(read, [...ids.requestIds, ...ids.resources.map(({ id }) => id)]),
  };
}

/** How many hits where; a log that could not be read is never silence. */
function titleOf({ text }: CommandOf<'grep'>, read: readonly Read[]): Text {
  if (read.length === 0) return { en: 'Nothing to search here', zh: '没有可搜索的日志' };
  const hits = read.reduce((sum, { outcome }) => sum + ('hits' in outcome ? outcome.hits : 0), 0);
  const logs = read.filter(({ outcome }) => 'hits' in outcome).length;
  const failed = read.filter(hasFailed).length;
  const what = redact(text).text;
  if (read.every(({ outcome }) => outcome.kind === 'canceled'))
    return { en: `Canceled: "${what}"`, zh: `已取消：“${what}”` };
  if (logs === 0)
    return failed === 0
      ? { en: `None of the logs is there to search for "${what}"`, zh: `要搜索“${what}”的日志都不存在` }
      : { en: `Could not search for "${what}"`, zh: `未能搜索“${what}”` };
  return {
    en: `${hits > 0 ? `${hits} hit${hits === 1 ? '' : 's'}` : 'Nothing found'} for "${what}" in ${logs} file${logs === 1 ? '' : 's'}${failed > 0 ? `; ${failed} could not be read` : ''}`,
    zh: `${hits > 0 ? `${hits} 处命中` : '没有找到'}“${what}”（${logs} 个文件${failed > 0 ? `；${failed} 个未能读取` : ''}）`,
  };
}

function causesBlock(read: readonly Read[], { catalog, locale }: Spoken): Block[] {
  const known = [...new Set(read.flatMap(({ cases }) => cases.map(({ id }) => id)))];
  if (known.length === 0) return [];
  const head = { en: 'Known cause in the log: ', zh: '日志中的已知原因：' }[locale];
  return [
    { kind: 'text', lines: known.map((id) => [head, { bold: byId(catalog.cases, id).title[locale] }]) },
  ];
}

/** Nothing found, and nothing doubtful about that. */
function isSilent({ outcome }: Read): boolean {
  return outcome.kind === 'nothing-found' && 'warnings' in outcome && outcome.warnings.length === 0;
}

function silentHead([first]: readonly Read[]): Text {
  const at = first?.time && `${first.time.toFormat('yyyy-MM-dd HH:mm:ss ZZ')} ± ${spanOf(first.around)}`;
  return at
    ? { en: `Nothing found at ${at} in:`, zh: `${at}，以下没有找到：` }
    : { en: 'Nothing found in:', zh: '以下没有找到：' };
}

/** Logs that have nothing more to tell than that, a node a line. */
function namesBlock(head: Text, read: readonly Read[], { locale }: Spoken): Block[] {
  const nodes = [...new Set(read.map(({ target }) => target.node.name))];
  const lines = nodes.map((node) => {
    const own = read.filter(({ target }) => target.node.name === node);
    return [`  ${node} · ${listed(own.map(nameOf), locale)}`];
  });
  return [{ kind: 'note', lines: [[head[locale]], ...lines] }];
}

function handBlocks(
  { text }: CommandOf<'grep'>,
  byHand: readonly Log[],
  { catalog, locale }: Spoken,
): Block[] {
  if (byHand.length === 0) return [];
  const isWindows = byHand.some(({ role }) => role === 'windows-agent');
  const head = {
    en: isWindows
      ? 'Logs on Windows are not searched yet; run there by hand:'
      : 'No node of their role is configured; run there by hand:',
    zh: isWindows
      ? 'Windows 上的日志暂不支持搜索，请在该主机上执行：'
      : '没有配置对应角色的节点，请手工执行：',
  }[locale];
  const query = locateQuery.parse({ keyword: redact(text).text.slice(0, 100) });
  const lines = byHand.map((log) => ['  ', { code: searchLine(log, query, catalog, locale) ?? log.path }]);
  return [{ kind: 'text', lines: [[head], ...lines] }];
}

/** All excerpts as one file, where more was found than is shown in place. */
function fileBlock(read: readonly Read[]): Block[] {
  const lines = read.flatMap(({ excerpts }) => excerpts.flatMap((each) => each.lines));
  if (lines.length <= mostLines) return [];
  const parts = read.flatMap(({ target, path, excerpts }) =>
    excerpts.map(({ firstLine, lines: own }) => {
      const place = `${target.node.name}:${path}${firstLine === undefined ? '' : `:${firstLine}`}`;
      return `== ${place}\n${own.join('\n')}\n`;
    }),
  );
  return [{ kind: 'file', name: 'excerpts.txt', content: parts.join('\n') }];
}
