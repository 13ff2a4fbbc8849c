import { encode } from '../command';
import type { Form } from '../reply';
import { draftCard } from '../ticket/card';
import type { Draft } from '../ticket/draft';
import { keep, type KeptDraft } from '../ticket/drafts';
import { ownDraft } from './own-draft';
import type { Context, Run } from './run';

/** Longest number of a ticket, in characters. */
const maxTicket = 100;

/** Asks for the ticket's number; with it, the draft is marked as submitted. Only a person submits: the portal is never called. */
export const submitDraft: Run<'submit-draft'> = async (command, context) => {
  const known = await ownDraft(command.draft, context);
  const ticket = context.values['ticket']?.trim().slice(0, maxTicket);
  if (!ticket) return numberForm(command, context);
  if (!/\d/.test(ticket) || /\s/.test(ticket))
    return numberForm(command, context, { ticket: noNumber[context.locale] });
  return settled(known, command.replaces, { status: 'submitted', ticket }, context);
};

export const withdrawDraft: Run<'withdraw-draft'> = async (command, context) => {
  const known = await ownDraft(command.draft, context);
  return settled(known, command.replaces, { status: 'withdrawn' }, context);
};

export const reopenDraft: Run<'reopen-draft'> = async (command, context) => {
  const known = await ownDraft(command.draft, context);
  return settled(known, command.replaces, { status: 'draft' }, context);
};

const noNumber = { en: 'expected the number that the portal gave it', zh: '应为门户给出的工单编号' };

function numberForm(
  command: Parameters<typeof encode>[0],
  { locale }: Context,
  errors?: Form['errors'],
): Form {
  return {
    kind: 'form',
    title: { en: 'Mark as submitted', zh: '标记为已提交' }[locale],
    fields: [
      {
        name: 'ticket',
        label: { en: "The ticket's number at the portal", zh: '门户里的工单编号' }[locale],
        required: true,
      },
    ],
    submitLabel: { en: 'Mark', zh: '标记' }[locale],
    payload: encode(command, locale),
    ...(errors ? { errors } : {}),
  };
}

/** A draft that was changed meanwhile is shown as it is now, so that nobody closes what they have not seen. */
async function settled(
  { draft, version }: KeptDraft,
  replaces: number,
  change: Pick<Draft, 'status' | 'ticket'>,
  context: Context,
) {
  const { asker, now, store, locale } = context;
  const at = now().toISOString();
  const did = change.status === 'draft' ? 'reopened' : change.status;
  const next: Draft = {
    ...draft,
    ...change,
    history: [...draft.history, { at, by: { id: asker.id, name: asker.name }, did }],
  };
  if (version === replaces && (await keep(next, version, at, store)) === 'written')
    return draftCard({ draft: next, version: version + 1 }, locale, context.post.ways);
  const card = draftCard(await ownDraft(draft.number, context), locale, context.post.ways);
  const told = {
    en: 'It was changed meanwhile; this is how it stands now. Press again if you still mean it.',
    zh: '草稿在此期间有变化，这是最新内容。仍要操作请再按一次。',
  };
  const note = { kind: 'note', lines: [[told[locale]]] } as const;
  return { ...card, isFruitless: true, blocks: [note, ...card.blocks] };
}
