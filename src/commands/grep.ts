import { BotError } from '../errors';
import type { Node } from '../nodes/schema';
import { grepReply } from '../search/answer';
import { askSite } from '../search/ask-site';
import { nodesMeant } from '../search/nodes';
import { progressOf } from '../search/progress';
import { searchTarget, wayTo } from '../search/run';
import { targetsOf } from '../search/target';
import { timeOn } from '../search/when';
import type { Run } from './run';

/** Looks for a text in logs on nodes. */
export const grep: Run<'grep'> = async (command, context) => {
  const { catalog, caseIndex, remote, locale, now, runs } = context;
  const meant = nodesMeant(command, context);
  if ('sites' in meant) return askSite(command, meant.sites, locale);
  const { targets, byHand } = targetsOf(command, meant.nodes, catalog);
  if (command.isRegex)
    refuseRegex(
      command.text,
      targets.map(({ node }) => node),
    );
  const times = targets.map(({ node }) => timeOn(node, command.at, now()));
  const run = runs.start(context.signal);
  const labels = targets.map(({ node, log, name }) => `${node.name} · ${log?.id ?? name}`);
  const report = targets.length > 0 ? progressOf(labels, run.id, locale, context.show) : undefined;
  try {
    const searched = await Promise.all(
      targets.map(async (target, at) => {
        const way = wayTo(target.node, context.nodes);
        const files = await searchTarget(command, target, times[at], way, remote, run.signal);
        report?.(
          at,
          files.every(({ outcome }) => 'output' in outcome),
        );
        return files;
      }),
    );
    return grepReply(command, searched.flat(), byHand, caseIndex(), context);
  } finally {
    run.end();
  }
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
