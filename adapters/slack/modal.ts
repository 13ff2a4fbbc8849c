import { longFields, withKept } from '../../src/chat/long-value';
import type { Desk } from '../../src/ports';
import type { Form } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import { codeOf, type Calls } from './calls';
import { renderForm, valuesOf, type Metadata } from './form';
import { maxInputValue, maxMetadata } from './limits';
import type { Target } from './receive';

/** Where a form was asked for. */
export interface Origin {
  readonly target: Target;
  readonly thread: ThreadRef;
}

/** A form as a modal, what does not fit it kept under keys. */
export async function modalOf(
  form: Form,
  { target, thread }: Origin,
  desk: Desk,
  errors: readonly string[] = [],
) {
  const kept: Record<string, string> = {};
  for (const { name, value = '' } of longFields(form, maxInputValue))
    kept[name] = await desk.keep(value, thread);
  const { channel, threadTs, isForAsker } = target;
  const metadata: Metadata = { payload: form.payload, thread, channel, threadTs, isForAsker, kept };
  const written = JSON.stringify(metadata);
  if (written.length <= maxMetadata) return renderForm(form, written, errors);
  const key = await desk.keep(metadata, thread);
  return renderForm(form, JSON.stringify({ key, thread }), errors);
}

const lateCodes = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

/** Opens a modal; a trigger works for 3 s, and once. */
export async function openModal(
  form: Form,
  trigger: string | undefined,
  origin: Origin,
  desk: Desk,
  calls: Calls,
) {
  if (trigger === undefined) return 'too-late';
  try {
    await calls.openView(trigger, await modalOf(form, origin, desk));
    return 'opened';
  } catch (error) {
    if (lateCodes.has(codeOf(error))) return 'too-late';
    throw error;
  }
}

/** A modal that was submitted. */
export interface Submitted extends Omit<Metadata, 'kept'> {
  readonly values: Readonly<Record<string, string>>;
}

/** What a modal was filled with, and what it carried along; undefined where that is not ours any more. */
export async function readModal(
  view: { readonly private_metadata: string; readonly state: { readonly values: object } },
  desk: Desk,
): Promise<Submitted | undefined> {
  const metadata = await metadataOf(view.private_metadata, desk);
  if (!metadata) return undefined;
  const { kept, ...rest } = metadata;
  const whole: Record<string, string> = {};
  for (const [name, key] of Object.entries(kept)) {
    const value = await desk.kept(key, metadata.thread);
    if (typeof value === 'string') whole[name] = value;
  }
  return { ...rest, values: withKept(valuesOf(view.state.values as never), whole, maxInputValue) };
}

async function metadataOf(written: string, desk: Desk): Promise<Metadata | undefined> {
  try {
    const read = JSON.parse(written) as Metadata | { readonly key: string; readonly thread: ThreadRef };
    return 'key' in read ? ((await desk.kept(read.key, read.thread)) as Metadata | undefined) : read;
  } catch {
    return undefined;
  }
}
