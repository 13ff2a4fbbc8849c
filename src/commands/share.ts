import { BotError } from '../errors';
import { scopeOf } from '../investigation/happened';
import { decide } from '../permission/decide';
import type { Block, Reply } from '../reply';
import type { Context, Run } from './run';

/** Posts an answer for all of the channel that its asker alone had seen. */
export const share: Run<'share'> = async ({ key }, context): Promise<Reply> => {
  const { store, thread, asker, locale } = context;
  const kept = await store.read('payload', key);
  const { reply, by } = (kept?.body ?? {}) as { reply?: Reply; by?: string };
  if (!reply || by !== asker.id || kept?.scope !== scopeOf(thread)) throw notThere;
  refuseClosed(reply, context);
  const from = { en: `${asker.name} shared this:`, zh: `${asker.name} 分享：` }[locale];
  const note: Block = { kind: 'note', lines: [[from]] };
  return { ...reply, blocks: [note, ...reply.blocks] };
};

const notThere = new BotError(
  'stale-button',
  { en: 'This answer cannot be shared any more.', zh: '该回答已无法分享。' },
  { en: 'Ask again to get a fresh one.', zh: '请重新提问。' },
);

type Placed = { readonly node: string };

/** What a node's logs said may be seen where they may be searched, at the moment of the press. */
function refuseClosed({ data }: Reply, { nodes, asker, thread, permissions }: Context): void {
  const { targets = [], timeline = [] } = (data ?? {}) as Partial<Record<'targets' | 'timeline', Placed[]>>;
  const shown = new Set([...targets, ...timeline].map(({ node }) => node));
  const closed = nodes.filter(
    (node) => shown.has(node.name) && !decide('search', { asker, thread }, node, permissions).isAllowed,
  );
  if (closed.length === 0) return;
  throw new BotError(
    'not-allowed',
    { en: 'These logs may not be shown in this channel.', zh: '这些日志不能在该频道展示。' },
    {
      en: 'Ask the administrators: the rules in sherlog.yaml say what this channel sees.',
      zh: '请联系管理员：sherlog.yaml 中的规则决定该频道可见的内容。',
    },
  );
}
