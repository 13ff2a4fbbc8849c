import { didYouMean } from '../document';
import { BotError } from '../errors';
import type { Node } from '../nodes/schema';
import { grepReply } from '../search/answer';
import { maySearch } from '../search/permission';
import { searchAll } from '../search/run';
import { targetsOf } from '../search/target';
import type { Context, Run } from './run';

/** Looks for a text in logs on nodes. */
export const grep: Run<'grep'> = async (command, context) => {
  const { catalog, caseIndex, remote, signal, show } = context;
  const nodes = nodesOf(command.nodes, context);
  const { targets, byHand } = targetsOf(command, nodes, catalog);
  if (command.isRegex) refuseRegex(targets.map(({ node }) => node));
  const steps = (done: number) =>
    show({
      kind: 'reply',
      blocks: [
        {
          kind: 'steps',
          steps: targets.map(({ node, log, path }, at) => ({
            label: `${node.name} · ${log ?? path}`,
            state: at < done ? 'done' : 'running',
          })),
        },
      ],
    });
  const searched = await searchAll(command, targets, context.nodes, remote, signal, steps);
  return grepReply(searched, byHand, caseIndex(), context);
};

/** The nodes named, or all of them; each must be open to who asks. */
function nodesOf(wanted: readonly string[], { nodes, asker, thread }: Context): readonly Node[] {
  const known = nodes.map(({ name }) => name);
  for (const name of wanted) if (!known.includes(name)) throw unknownNode(name, known);
  const asked = wanted.length === 0 ? nodes : nodes.filter(({ name }) => wanted.includes(name));
  const open = asked.filter((node) => maySearch(node, asker, thread));
  const closed = asked.filter((node) => !open.includes(node));
  if (wanted.length > 0 && closed.length > 0)
    throw forbidden(
      closed,
      nodes.filter((node) => maySearch(node, asker, thread)),
    );
  return open;
}

function unknownNode(name: string, known: readonly string[]): BotError {
  return new BotError(
    'unknown-name',
    { en: `There is no node "${name}".`, zh: `没有名为“${name}”的节点。` },
    known.length === 0
      ? {
          en: 'No node is configured yet: see nodes in sherlog.yaml.',
          zh: '尚未配置节点，请在 sherlog.yaml 的 nodes 中添加。',
        }
      : { en: didYouMean(name, known), zh: `已配置的节点：${known.join('、')}` },
  );
}

function forbidden(closed: readonly Node[], open: readonly Node[]): BotError {
  return new BotError(
    'not-allowed',
    {
      en: `You may not search ${names(closed)} from here.`,
      zh: `你不能在此搜索 ${names(closed)}。`,
    },
    open.length > 0
      ? { en: `Allowed here: ${names(open)}.`, zh: `此处可以搜索：${names(open)}。` }
      : {
          en: 'Ask the administrators to name you in sherlog.yaml.',
          zh: '请管理员在 sherlog.yaml 中加入你。',
        },
  );
}

function names(nodes: readonly Node[]): string {
  return nodes.map(({ name }) => name).join(', ');
}

function refuseRegex(nodes: readonly Node[]): void {
  const closed = nodes.filter(({ regex }) => !regex).map(({ name }) => name);
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
