import { clean, cut } from '../../src/plain';
import type { Form, FormField } from '../../src/reply';
import type { Element } from './elements';
import { maxInputValue } from './limits';
import type { Card } from './render';

/** A field's name goes with a mark before it, so that none can be that of what a dialog carries along. */
const fieldMark = 'field:';

export interface Carried {
  readonly payload: string;
}

/** A form as the card of a dialog: errors below their fields, what was typed kept. */
export function renderForm(form: Form): { readonly title: string; readonly card: Card } {
  const carried: Carried = { payload: form.payload };
  const submit = { type: 'Action.Submit', title: cut(clean(form.submitLabel), 60) || 'OK', data: carried };
  const body = [
    ...form.fields.flatMap((field) => inputOf(field, form.errors?.[field.name])),
    { type: 'ActionSet', actions: [submit] },
  ];
  const card = { type: 'AdaptiveCard', version: '1.5', body, msteams: { width: 'Full' } } as const;
  return { title: cut(clean(form.title), 120), card };
}

function inputOf(field: FormField, error: string | undefined): Element[] {
  const { name, label, value = '', choices, isLong = false } = field;
  const shared = {
    id: `${fieldMark}${name}`,
    label: cut(clean(label), 400) || name,
    value: value.slice(0, maxInputValue),
  };
  const input: Element = choices
    ? {
        type: 'Input.ChoiceSet',
        ...shared,
        choices: choices.map((choice) => ({
          title: cut(clean(choice.label), 200) || choice.value,
          value: choice.value,
        })),
      }
    : {
        type: 'Input.Text',
        ...shared,
        isMultiline: isLong || value.includes('\n'),
        maxLength: maxInputValue,
      };
  if (error === undefined) return [input];
  const told = { type: 'TextRun', text: cut(clean(error), 400), color: 'Attention' };
  return [input, { type: 'RichTextBlock', inlines: [told], spacing: 'None' }];
}

/** What a dialog was filled with, by field, and what it carried along; undefined where it is none of ours. */
export function readDialog(
  data: unknown,
): (Carried & { readonly values: Record<string, string> }) | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { payload } = data as Partial<Carried>;
  if (typeof payload !== 'string') return undefined;
  const values = Object.entries(data).flatMap(([name, value]) =>
    name.startsWith(fieldMark)
      ? [[name.slice(fieldMark.length), typeof value === 'string' ? value : ''] as const]
      : [],
  );
  return { payload, values: Object.fromEntries(values) };
}
