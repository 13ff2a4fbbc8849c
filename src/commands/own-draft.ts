import { BotError } from '../errors';
import { draftBy, mayUse, type KeptDraft } from '../ticket/drafts';
import type { Context } from './run';

/** A draft that the asker may use here; of one that is another's nothing is told, not even that it is there. */
export async function ownDraft(
  number: number,
  { asker, thread, store, permissions }: Context,
): Promise<KeptDraft> {
  const known = await draftBy(number, store);
  if (known && mayUse(known.draft, asker, thread, permissions.channels)) return known;
  throw new BotError(
    'unknown-name',
    { en: `There is no ticket draft ${number} here.`, zh: `这里没有编号为 ${number} 的工单草稿。` },
    { en: 'Say "tickets" to list yours.', zh: '说“工单列表”查看你的草稿。' },
  );
}
