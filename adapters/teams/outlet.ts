import type { BotAdapter, ConversationReference } from 'botbuilder';
import type { Outlet, Posted } from '../../src/ports';
import type { Form, Reply } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import { render, type Card } from './render';

/** A posted message: its conversation, and its id there. */
export interface TeamsRef extends Posted {
  readonly reference: Partial<ConversationReference>;
  readonly activityId: string;
}

/** The Bot Framework as far as answers need it. */
export interface Calls {
  send(reference: Partial<ConversationReference>, activity: object): Promise<string>;
  update(reference: Partial<ConversationReference>, activity: object): Promise<void>;
}

/** Each answer goes in a turn of its own: the one that it answers has ended by then. */
export function callsOf(adapter: BotAdapter, appId: string): Calls {
  return {
    async send(reference, activity) {
      let id = '';
      await adapter.continueConversationAsync(appId, reference, async (context) => {
        id = (await context.sendActivity(activity))?.id ?? '';
      });
      return id;
    },
    async update(reference, activity) {
      await adapter.continueConversationAsync(appId, reference, async (context) => {
        const { conversation } = reference;
        await context.updateActivity({ ...activity, ...(conversation ? { conversation } : {}) });
      });
    },
  };
}

export interface Means {
  readonly calls: Calls;
  readonly reference: Partial<ConversationReference>;
  readonly thread: ThreadRef;
  /** Opens a dialog, where what was done lets one open. */
  readonly openForm: (form: Form) => Promise<'opened' | 'too-late'>;
}

/** Where the answer to one request goes in Teams. */
export function createOutlet({ calls, reference, thread, openForm }: Means): Outlet<TeamsRef> {
  const post = async (reply: Reply): Promise<TeamsRef> => {
    const activityId = await calls.send(reference, messageOf(reply));
    return { id: `${thread.id}:${activityId}`, reference, activityId };
  };
  return {
    post,
    async edit({ reference: place, activityId }, reply) {
      try {
        await calls.update(place, { ...messageOf(reply), id: activityId });
        return 'edited';
      } catch (error) {
        const { statusCode } = error as { statusCode?: number };
        if (statusCode === 404 || statusCode === 403) return 'gone';
        throw error;
      }
    },
    async openForm(form) {
      if ((await openForm(form)) === 'opened') return;
      const button = { label: openLabel, payload: form.reopen ?? form.payload, opens: 'form' } as const;
      await post({ kind: 'reply', title: form.title, blocks: [{ kind: 'buttons', buttons: [button] }] });
    },
  };
}

const openLabel = 'Open the form 打开表单';

function messageOf(reply: Reply): object {
  const { summary, card } = render(reply);
  return { type: 'message', summary, attachments: [attachmentOf(card)] };
}

/** A card as Teams takes it. */
export function attachmentOf(card: Card): object {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
}
