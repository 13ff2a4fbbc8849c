import { randomUUID } from 'node:crypto';
import type { Desk, Outlet } from '../../src/ports';
import type { Form } from '../../src/reply';
import type { Did, Person, Request } from '../../src/request';
import { readDialog, renderForm } from './form';
import { attachmentOf, createOutlet, type Calls, type TeamsRef } from './outlet';
import { deliveryKeyOf, personOf, textOf, threadOf, type Activity } from './receive';
import { notification } from './render';

export interface TeamsLog {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

/** What answering in Teams needs. */
export interface Office {
  readonly desk: Desk;
  readonly calls: Calls;
  /** The tenant that the bot serves. */
  readonly tenant: string;
  readonly log: TeamsLog;
}

/** A turn: what came, and where its answers go. */
export interface Turn {
  readonly activity: Activity;
  readonly reference: TeamsRef['reference'];
}

type OpenForm = (form: Form) => Promise<'opened' | 'too-late'>;
const noForm: OpenForm = async () => 'too-late';

/** How often progress says how long it takes, in milliseconds: edits count against the limits of a thread. */
const tickMs = 10_000;

/** Answers something that somebody did; what cannot be shown is logged. */
async function answer(
  did: Did,
  { activity, reference }: Turn,
  office: Office,
  openForm = noForm,
  through = same,
) {
  const thread = threadOf(activity);
  const asker: Person = personOf(activity, office.tenant);
  const outlet = through(createOutlet({ calls: office.calls, reference, thread, openForm }));
  const request = { ...did, id: randomUUID(), asker, thread, surface: 'thread' } as Request;
  try {
    await office.desk.deliver(request, outlet, { tickMs });
  } catch (error) {
    office.log.error({ err: error, request: request.id }, 'an answer could not be shown in Teams');
  }
}
const same = (outlet: Outlet<TeamsRef>) => outlet;

/** A message that is for the bot. The turn does not wait for its answer. */
export function onMessage(turn: Turn, office: Office): Promise<void> {
  const { activity } = turn;
  const deliveryKey = deliveryKeyOf(activity);
  const key = deliveryKey === undefined ? {} : { deliveryKey };
  return answer({ kind: 'message', text: textOf(activity), files: [], ...key }, turn, office);
}

/** A press of a button whose answer is a message; the card itself is redrawn where it is to say who used it. */
export function onPress(turn: Turn, office: Office): Promise<void> {
  const { action } = (turn.activity.value ?? {}) as { action?: { data?: { payload?: unknown } } };
  return answer(pressOf(action?.data?.payload, turn.activity), turn, office);
}

function pressOf(payload: unknown, activity: Activity): Did {
  const { replyToId } = activity;
  return {
    kind: 'press',
    payload: typeof payload === 'string' ? payload : '',
    ...(replyToId === undefined ? {} : { message: `${threadOf(activity).id}:${replyToId}` }),
  };
}

/** What a dialog answers: its card, a sentence, or nothing, which closes it. */
export type Task =
  | { readonly type: 'continue'; readonly value: object }
  | { readonly type: 'message'; readonly value: string };

/** A press that opens a dialog; what cannot be opened is told in it. */
export async function onTaskFetch(turn: Turn, office: Office): Promise<Task | undefined> {
  const { data } = (turn.activity.value ?? {}) as { data?: { payload?: unknown } };
  return asTask(pressOf(data?.payload, turn.activity), turn, office);
}

/** A dialog that was filled: it closes, or stays with what is wrong; its answer stands in the thread. */
export async function onTaskSubmit(turn: Turn, office: Office): Promise<Task | undefined> {
  const { data } = (turn.activity.value ?? {}) as { data?: unknown };
  const filled = readDialog(data);
  if (!filled) return { type: 'message', value: 'This form is from another version. 该表单来自其他版本。' };
  const { payload, values } = filled;
  return asTask({ kind: 'submit', payload, values }, turn, office);
}

/** Until the form is there, or the first of the answer: a dialog is not kept waiting for a search. */
function asTask(did: Did, turn: Turn, office: Office): Promise<Task | undefined> {
  return new Promise((resolve) => {
    const openForm: OpenForm = async (form) => {
      resolve(dialogOf(form));
      return 'opened';
    };
    const closing = (outlet: Outlet<TeamsRef>): Outlet<TeamsRef> => ({
      ...outlet,
      async post(reply) {
        if (reply.tone === 'failure') {
          resolve({ type: 'message', value: notification(reply) });
          return { id: 'told in the dialog', isFleeting: true, reference: {}, activityId: '' };
        }
        resolve(undefined);
        return outlet.post(reply);
      },
    });
    void answer(did, turn, office, openForm, closing).finally(() => resolve(undefined));
  });
}

function dialogOf(form: Form): Task {
  const { title, card } = renderForm(form);
  return { type: 'continue', value: { title, card: attachmentOf(card), width: 'large', height: 'large' } };
}
