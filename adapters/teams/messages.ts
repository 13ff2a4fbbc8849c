import { clean, cut, wholeText } from '../../src/plain';
import type { Reply } from '../../src/reply';
import { maxPlainText } from './limits';
import { notification, render, type Card } from './render';
import { literal } from './text';

/* The messages that Teams gets, as plain JSON. */

/** A reply: its card, and what a notification says of it. */
export function cardMessage(reply: Reply): object {
  const { summary, card } = render(reply);
  return { type: 'message', summary, attachments: [attachmentOf(card)] };
}

/** A reply where its card is refused: its words. */
export function fallbackMessage(reply: Reply): object {
  const text = cut(clean(wholeText(reply)), maxPlainText);
  return { type: 'message', summary: notification(reply), textFormat: 'plain', text };
}

/** A card as Teams takes it. */
export function attachmentOf(card: Card): object {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
}

/** Calls somebody to an answer that took long. Their name is the only word of it that is not ours. */
export function mentionMessage({ id, name }: { readonly id: string; readonly name: string }): object {
  const text = `<at>${
    clean(name)
      .replace(/[<>&"]/g, '')
      .trim() || 'you'
  }</at>`;
  return {
    type: 'message',
    text: `${text} ${called}`,
    summary: called,
    textFormat: 'xml',
    entities: [{ type: 'mention', text, mentioned: { id, name: clean(name) } }],
  };
}
const called = 'the answer is there. 回答已就绪。';

/** A form that could not open by itself, as a button that opens it. */
export function openingMessage(title: string, data: object): object {
  const text = literal(title, 300);
  const action = {
    type: 'Action.Submit',
    title: 'Open the form 打开表单',
    data: { ...data, msteams: { type: 'task/fetch' } },
  };
  const head = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, weight: 'Bolder' }] };
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [head, { type: 'ActionSet', actions: [action] }],
    msteams: { width: 'Full' },
  };
  return { type: 'message', summary: text, attachments: [attachmentOf(card)] };
}

/** Where an answer is for its asker alone, and they have no chat with the bot. */
export const noPersonalChat: Reply = {
  kind: 'reply',
  tone: 'failure',
  title: 'That answer is for you alone. 该回答仅供你本人查看。',
  blocks: [
    {
      kind: 'text',
      lines: [
        [
          'Add me as a personal app in Teams, and ask me in our chat. 请在 Teams 中添加我为个人应用，再在私聊中提问。',
        ],
      ],
    },
  ],
};
