import { clean, cut } from '../../src/plain';
import { shownPart } from '../../src/chat/long-value';
import type { Form, FormField } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import {
  maxInputLabel,
  maxInputValue,
  maxModalBlocks,
  maxModalTitle,
  maxOptionLabel,
  maxOptions,
  maxOptionValue,
} from './limits';

/** What a modal carries along: what its submit says, and where the answer goes. */
export interface Metadata {
  readonly payload: string;
  readonly thread: ThreadRef;
  /** Where answers are posted: a channel, and the message that its thread hangs on. */
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly isForAsker: boolean;
  /** Keys of values that are longer than an input takes, by field. */
  readonly kept: Readonly<Record<string, string>>;
}

/** A form as a modal; `metadata` is what `metadataOf` reads back. Errors are shown above, where Slack cannot set them at the fields. */
export function renderForm(form: Form, metadata: string, errors: readonly string[] = []) {
  // A long title begins with what it is, up to a colon.
  const [head = ''] = clean(form.title).split(/[:：]/);
  const title = cut(head, maxModalTitle);
  const notes = [...(title === form.title ? [] : [form.title]), ...errors];
  const above = notes.map((text) => ({
    type: 'section',
    text: { type: 'plain_text', text: cut(clean(text), maxInputLabel), emoji: false },
  }));
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain(title || 'Sherlog'),
    submit: plain(cut(clean(form.submitLabel), maxModalTitle) || 'OK'),
    private_metadata: metadata,
    blocks: [...above, ...form.fields.map(inputOf)].slice(0, maxModalBlocks),
  };
}

function inputOf(field: FormField) {
  const { name, label, choices, required = false } = field;
  return {
    type: 'input',
    block_id: name,
    label: plain(cut(clean(label), maxInputLabel) || name),
    optional: !required,
    element: choices ? selectOf(field, choices) : textOf(field),
  };
}

function textOf({ value = '', isLong = false }: FormField) {
  const shown = shownPart(value, maxInputValue);
  const isMultiline = isLong || shown.includes('\n');
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: isMultiline,
    ...(shown === '' ? {} : { initial_value: shown }),
  };
}

/** A choice's value goes with a mark before it: an empty one is none to Slack. */
function selectOf({ value }: FormField, choices: NonNullable<FormField['choices']>) {
  const options = choices
    .filter((choice) => choice.value.length < maxOptionValue)
    .slice(0, maxOptions)
    .map((choice) => ({
      text: plain(cut(clean(choice.label), maxOptionLabel) || choice.value || '-'),
      value: `=${choice.value}`,
    }));
  const initial = options.find((option) => option.value === `=${value ?? ''}`);
  return {
    type: 'static_select',
    action_id: 'value',
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false };
}

/** What an input holds, as Slack hands it over. */
interface Input {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
}
type State = Readonly<Record<string, Readonly<Record<string, Input>>>>;

/** The values of a submitted modal, by field. */
export function valuesOf(state: State): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state).map(([name, inputs]) => {
      const { value, selected_option: chosen } = inputs['value'] ?? {};
      return [name, chosen ? chosen.value.slice(1) : (value ?? '')];
    }),
  );
}
