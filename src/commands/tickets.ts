import { encode } from '../command';
import { statusTexts } from '../ticket/card';
import { draftsIn, mayUse } from '../ticket/drafts';
import type { Run } from './run';

/** Drafts that are looked at, and shown, the newest. */
const mostLookedAt = 200;
const mostShown = 10;

/** The ticket drafts of the thread, and those that the asker began. */
export const tickets: Run<'tickets'> = async (_, { asker, thread, store, locale, permissions }) => {
  const own = (await draftsIn(store, mostLookedAt)).filter(({ draft }) =>
    mayUse(draft, asker, thread, permissions.channels),
  );
  const shown = own.slice(0, mostShown);
  const columns = { en: ['No.', 'Status', 'Short description'], zh: ['编号', '状态', '简短描述'] }[locale];
  return {
    kind: 'reply',
    // Drafts of other channels are among them.
    isForAsker: true,
    title:
      own.length === 0
        ? { en: 'No ticket drafts', zh: '没有工单草稿' }[locale]
        : { en: 'Ticket drafts', zh: '工单草稿' }[locale],
    blocks: [
      ...(shown.length > 0
        ? [
            {
              kind: 'table' as const,
              columns,
              rows: shown.map(({ draft: { number, status, ticket, values } }) => [
                [String(number)],
                [`${statusTexts[status][locale].split(/[:：]/)[0] ?? ''}${ticket ? ` ${ticket}` : ''}`],
                [values.summary],
              ]),
            },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...shown.map(({ draft: { number } }) => ({
            label: `${{ en: 'Draft', zh: '草稿' }[locale]} ${number}`,
            payload: encode({ name: 'draft', draft: number, as: 'card' }, locale),
            opens: 'reply' as const,
          })),
          {
            label: { en: 'New ticket', zh: '新建工单' }[locale],
            payload: encode({ name: 'escalate' }, locale),
            opens: 'form',
          },
        ],
      },
    ],
    data: {
      tickets: own.map(({ draft: { number, status, ticket, values } }) => ({
        number,
        status,
        ticket: ticket ?? null,
        summary: values.summary,
      })),
    },
  };
};
