import { longFields, withKept } from '../../src/chat/long-value';
import type { Desk } from '../../src/ports';
import type { Form } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import type { Activity } from './activity';
import { ownerThread, type Office } from './answering';
import { outcomeOf, type Outcome } from './invoke';
import { fittingMost, readDialog, renderForm } from './form';
import { attachmentOf } from './messages';
import { pressOf, told, unshown } from './press';
import { keyOf } from './receive';
import type { Card } from './render';

/** What a dialog answers: its card, a sentence, or nothing, which closes it. */
export type Task =
  | { readonly type: 'continue'; readonly value: object }
  | { readonly type: 'message'; readonly value: string };

/** A press that opens a dialog; what cannot be opened is told in it. */
export async function onTaskFetch(activity: Activity, office: Office): Promise<Task> {
  const { data } = (activity.value ?? {}) as { data?: { payload?: unknown; kept?: unknown } };
  const thread = office.where(activity);
  if (typeof data?.kept === 'string') {
    const owned = ownerThread(thread, await office.who(activity));
    const form = (await office.desk.kept(data.kept, owned)) as Form | undefined;
    return form ? dialogOf(form, thread, office.desk) : { type: 'message', value: forgotten };
  }
  const outcome = await outcomeOf(pressOf(data?.payload, activity), { activity }, office, {
    opensForm: true,
  });
  return (await shownIn(outcome, thread, office)) ?? { type: 'message', value: elsewhere };
}

/** A dialog that was filled: it closes, or stays with what is wrong; its answer stands in the thread. */
export async function onTaskSubmit(activity: Activity, office: Office): Promise<Task | undefined> {
  const { data } = (activity.value ?? {}) as { data?: unknown };
  const filled = readDialog(data);
  if (!filled) return { type: 'message', value: forgotten };
  const { payload, values, kept, most } = filled;
  const thread = office.where(activity);
  const whole: Record<string, string> = {};
  for (const [name, key] of Object.entries(kept)) {
    const value = await office.desk.kept(key, thread);
    if (typeof value === 'string') whole[name] = value;
  }
  const did = { kind: 'submit', payload, values: withKept(values, whole, most), ...keyOf(activity) } as const;
  return shownIn(await outcomeOf(did, { activity }, office, { opensForm: true }), thread, office);
}

async function shownIn(outcome: Outcome, thread: ThreadRef, { desk }: Office): Promise<Task | undefined> {
  if (outcome.kind === 'form') return dialogOf(outcome.form, thread, desk);
  if (outcome.kind === 'failure') return { type: 'message', value: told(outcome.reply) };
  if (outcome.kind === 'unshown') return { type: 'message', value: unshown };
  return undefined;
}

/** A form as a dialog, what does not fit it kept under keys. */
async function dialogOf(form: Form, thread: ThreadRef, desk: Desk): Promise<Task> {
  const most = fittingMost(form);
  const kept: Record<string, string> = {};
  for (const { name, value = '' } of longFields(form, most)) kept[name] = await desk.keep(value, thread);
  const { title, card } = renderForm(form, kept, most);
  return asDialog(title, card);
}

/** A card as a dialog. */
export function asDialog(title: string, card: Card): Task {
  return { type: 'continue', value: { title, card: attachmentOf(card), width: 'large', height: 'large' } };
}

const elsewhere = 'The answer is in the conversation. 回答已在会话中。';
const forgotten = 'This form is too old: open it again. 该表单已过期，请重新打开。';
