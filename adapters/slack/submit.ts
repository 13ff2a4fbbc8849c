import type { Desk } from '../../src/ports';
import type { Form } from '../../src/reply';
import { modalOf, type Origin } from './modal';

/** How Slack is answered when a modal is submitted; once, and within 3 s. */
export type AckView = (
  answer?:
    | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
    | { readonly response_action: 'update'; readonly view: object },
) => Promise<void>;

/** After so long the modal is closed, whatever the bot is doing, in milliseconds. */
const closeAfterMs = 2_000;

/** The one answer to a submitted modal: it closes, or it shows what is wrong. */
export function createSubmitAck(ack: AckView, submitted: { readonly payload: string } & Origin, desk: Desk) {
  let isAnswered = false;
  const close = async () => {
    if (isAnswered) return;
    isAnswered = true;
    clearTimeout(timer);
    await ack();
  };
  const timer = setTimeout(() => void close().catch(() => undefined), closeAfterMs);
  return {
    close,
    /** Shows the form again with its errors; `too-late` where the modal is closed already. */
    async reopen(form: Form): Promise<'opened' | 'too-late'> {
      if (isAnswered) return 'too-late';
      isAnswered = true;
      clearTimeout(timer);
      const errors = form.errors ?? {};
      // Errors at the fields leave the modal as it is: what it carries along has to be the same.
      if (Object.keys(errors).length > 0 && form.payload === submitted.payload)
        await ack({ response_action: 'errors', errors });
      else
        await ack({
          response_action: 'update',
          view: await modalOf(form, submitted, desk, named(form, errors)),
        });
      return 'opened';
    },
  };
}

/** Errors above a form say which field they are about. */
function named({ fields }: Form, errors: Readonly<Record<string, string>>): string[] {
  return fields.flatMap(({ name, label }) => {
    const error = errors[name];
    return error === undefined ? [] : [`${label}: ${error}`];
  });
}
