import { BotError } from '../errors';
import { keptValue } from '../kept-value';
import { decide } from '../permission/decide';
import { nodesIn, refuseForeign } from '../permission/sites';
import type { Block, Reply } from '../reply';
import { revived } from '../share';
import type { Context, Run } from './run';

/** Posts an answer for all of the channel that its asker alone had seen. */
export const share: Run<'share'> = async ({ key }, context): Promise<Reply> => {
  const { store, thread, asker, locale } = context;
  const kept = await keptValue(key, thread, store);
  const { reply, by } = (kept ?? {}) as { reply?: Reply; by?: string };
  if (!reply || by !== asker.id) throw notThere;
  const { data } = reply;
  refuseForeign(data, thread, context.nodes, context.permissions);
  refuseClosed(nodesIn(data), context);
  const from = { en: `${asker.name} shared this:`, zh: `${asker.name} 分享：` }[locale];
  const note: Block = { kind: 'note', lines: [[from]] };
  return revived({ ...reply, blocks: [note, ...reply.blocks] });
};

const notThere = new BotError(
  'stale-button',
  { en: 'This answer cannot be shared any more.', zh: '该回答已无法分享。' },
  { en: 'Ask again to get a fresh one.', zh: '请重新提问。' },
);

/** What a node's logs said may be seen where they may be searched, at the moment of the press. */
function refuseClosed(seen: readonly string[], { nodes, asker, thread, permissions }: Context): void {
  const closed = nodes.filter(
    (node) => seen.includes(node.name) && !decide('search', { asker, thread }, node, permissions).isAllowed,
  );
  if (closed.length === 0) return;
  throw new BotError(
    'not-allowed',
    { en: 'You may not show these logs here.', zh: '你不能在此展示这些日志。' },
    {
      en: 'Ask the administrators to name you in sherlog.yaml.',
      zh: '请管理员在 sherlog.yaml 中加入你。',
    },
  );
}
