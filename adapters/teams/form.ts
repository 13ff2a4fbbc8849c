import { longFields, shownPart } from '../../src/chat/long-value';
import { clean, cut } from '../../src/plain';
import type { Form, FormField } from '../../src/reply';
import type { Element } from './element';
import { inputValues, maxCardBytes, maxChoices } from './limits';
import type { Card } from './render';
import { literal } from './text';

/** A field's name goes with a mark before it, so that none can be that of what a dialog carries along. */
const fieldMark = 'field:';
/** A choice's value has a mark before it: an empty one is none to Teams. */
const choiceMark = 'choice:';

/** What a dialog carries along. */
export interface Carried {
  readonly payload: string;
  /** Keys of values that are longer than an input takes, by field. */
  readonly kept: Readonly<Record<string, string>>;
  /** How long a value an input took, in characters. */
  readonly most: number;
}

/** How long a value an input of a form may show, in characters: as long as the dialog fits the size of a card, its keys counted. */
export function fittingMost(form: Form): number {
  const fits = (most: number) => {
    const kept = Object.fromEntries(longFields(form, most).map(({ name }) => [name, 'k'.repeat(keyLength)]));
    return Buffer.byteLength(JSON.stringify(renderForm(form, kept, most).card)) <= maxCardBytes;
  };
  return inputValues.find(fits) ?? inputValues[inputValues.length - 1] ?? 0;
}
/** Characters of a key that a value is kept under. */
const keyLength = 24;

/** A form as the card of a dialog: errors below their fields, what was typed kept; of longer values the beginning is shown. */
export function renderForm(
  form: Form,
  kept: Carried['kept'],
  most: number,
): { readonly title: string; readonly card: Card } {
  const carried: Carried = { payload: form.payload, kept, most };
  const submit = { type: 'Action.Submit', title: cut(clean(form.submitLabel), 60) || 'OK', data: carried };
  const body = [
    ...form.fields.flatMap((field) => inputOf(field, form.errors?.[field.name], most)),
    { type: 'ActionSet', actions: [submit] },
  ];
  const card = { type: 'AdaptiveCard', version: '1.5', body, msteams: { width: 'Full' } } as const;
  return { title: cut(clean(form.title), 120), card };
}

function inputOf(field: FormField, error: string | undefined, most: number): Element[] {
  const { name, label } = field;
  const mark = field.choices ? choiceMark : fieldMark;
  const shared = { id: `${mark}${name}`, label: cut(clean(label), 400) || clean(name) || ' ' };
  const input: Element = field.choices ? choiceOf(field, shared) : textOf(field, shared, most);
  if (error === undefined) return [input];
  const told = { type: 'TextRun', text: literal(error, 400), color: 'Attention' };
  return [input, { type: 'RichTextBlock', inlines: [told], spacing: 'None' }];
}

function textOf({ value = '', isLong = false }: FormField, shared: object, most: number): Element {
  const shown = shownPart(value, most);
  return {
    type: 'Input.Text',
    ...shared,
    value: shown,
    isMultiline: isLong || shown.includes('\n'),
    maxLength: maxTyped,
  };
}
/** Longest value that can be typed, in characters. */
const maxTyped = 16_000;

const maxChoiceValue = 200;

/** The chosen one is among those that are offered, however many there are. */
function choiceOf({ value = '', choices = [] }: FormField, shared: object): Element {
  const offered = choices
    .filter((choice, at) => at < maxChoices || choice.value === value)
    .filter((choice) => choice.value.length <= maxChoiceValue);
  return {
    type: 'Input.ChoiceSet',
    ...shared,
    value: `=${value.slice(0, maxChoiceValue)}`,
    choices: offered.map((choice) => ({
      title: cut(clean(choice.label), 80) || cut(clean(choice.value), 80) || '-',
      value: `=${choice.value}`,
    })),
  };
}

/** What a dialog was filled with, by field, and what it carried along; undefined where it is none of ours. */
export function readDialog(
  data: unknown,
): (Carried & { readonly values: Record<string, string> }) | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { payload, kept, most } = data as Partial<Carried>;
  if (typeof payload !== 'string' || typeof most !== 'number') return undefined;
  const values = Object.entries(data).flatMap(([id, given]): [string, string][] => {
    const value = typeof given === 'string' ? given : '';
    if (id.startsWith(choiceMark)) return [[id.slice(choiceMark.length), value.slice(1)]];
    return id.startsWith(fieldMark) ? [[id.slice(fieldMark.length), value]] : [];
  });
  const keys = Object.entries(kept ?? {}).filter(([, key]) => typeof key === 'string');
  return { payload, most, kept: Object.fromEntries(keys), values: Object.fromEntries(values) };
}
