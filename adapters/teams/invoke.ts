import type { Outlet } from '../../src/ports';
import type { Form, Reply } from '../../src/reply';
import type { Did } from '../../src/request';
import { answer, type Exchange, type Office } from './answering';
import type { TeamsRef } from './outlet';

/** What came of something that somebody did and Teams waits for: the first that is known. */
export type Outcome =
  | { readonly kind: 'form'; readonly form: Form }
  /** It is told to who did it, and stands nowhere else. */
  | { readonly kind: 'failure'; readonly reply: Reply }
  /** The message that it was done in, as it is now. */
  | { readonly kind: 'redrawn'; readonly reply: Reply }
  | { readonly kind: 'posted' }
  /** Nothing of it could be shown. */
  | { readonly kind: 'unshown' };

export interface Awaiting {
  /** A dialog can be opened, or is open. */
  readonly opensForm?: boolean;
  /** The message whose button was pressed, where it says afterwards who did. */
  readonly redraws?: string | undefined;
}

/** How long Teams is kept waiting, in milliseconds; it gives up after about ten seconds. */
export const patienceMs = 5_000;

/** Answers what somebody did, and resolves to what Teams is to show at once. */
export function outcomeOf(
  did: Did,
  exchange: Exchange,
  office: Office,
  awaiting: Awaiting,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let isOver = false;
    const tell = (outcome: Outcome) => {
      isOver = true;
      clearTimeout(timer);
      resolve(outcome);
    };
    const timer = setTimeout(() => tell({ kind: 'posted' }), patienceMs);
    const openForm = async (form: Form) => {
      if (isOver || !awaiting.opensForm) return 'too-late' as const;
      tell({ kind: 'form', form });
      return 'opened' as const;
    };
    const through = (outlet: Outlet<TeamsRef>): Outlet<TeamsRef> => ({
      ...outlet,
      async post(reply) {
        if (reply.tone === 'failure' && !isOver) {
          tell({ kind: 'failure', reply });
          return { id: 'told to who did it', isFleeting: true };
        }
        const ref = await outlet.post(reply);
        if (awaiting.redraws === undefined) tell({ kind: 'posted' });
        return ref;
      },
      async edit(ref, reply) {
        const edited = await outlet.edit(ref, reply);
        if (ref.id === awaiting.redraws) tell({ kind: 'redrawn', reply });
        return edited;
      },
    });
    void answer(did, { ...exchange, openForm, through }, office).then((isShown) =>
      tell({ kind: isShown ? 'posted' : 'unshown' }),
    );
  });
}
