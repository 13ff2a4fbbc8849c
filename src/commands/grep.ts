import { BotError } from '../errors';
import type { Node } from '../nodes/schema';
import { grepReply } from '../search/answer';
import { askSite } from '../search/ask-site';
import { nodesMeant } from '../search/nodes';
import { targetsOf } from '../search/target';
import type { Run } from './run';
import { searchTargets } from './search-targets';

/** Looks for a text in logs on nodes. */
export const grep: Run<'grep'> = async (command, context) => {
  const { catalog, caseIndex, locale } = context;
  const meant = nodesMeant(command, context);
  if ('sites' in meant) return askSite(command, meant.sites, locale);
  const { targets, byHand } = targetsOf(command, meant.nodes, catalog);
  if (command.isRegex)
    refuseRegex(
      command.text,
      targets.map(({ node }) => node),
    );
  const searched = await searchTargets(command, targets, command, context);
  return grepReply(command, searched, byHand, caseIndex(), context);
};

function refuseRegex(text: string, nodes: readonly Node[]): void {
  // A back-reference makes grep try, and try again: it can keep a node busy for hours.
  if (/\\[1-9]/.test(text)) throw noBackReferences;
  const closed = [...new Set(nodes.filter(({ regex }) => !regex).map(({ name }) => name))];
  if (closed.length === 0) return;
  throw new BotError(
    'not-allowed',
    {
      en: `Regular expressions are not allowed on ${closed.join(', ')}.`,
      zh: `${closed.join('、')} 不允许使用正则表达式。`,
    },
    {
      en: 'Search a literal text, or set regex: true for the node.',
      zh: '请改用固定文本，或为该节点设置 regex: true。',
    },
  );
}

const noBackReferences = new BotError(
  'not-allowed',
  { en: 'Back-references are not allowed in a search.', zh: '搜索中不允许使用反向引用。' },
  { en: 'Leave \\1 to \\9 out of the expression.', zh: '请去掉表达式中的 \\1 至 \\9。' },
);
