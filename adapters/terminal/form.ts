import type { Form, FormField } from '../../src/reply';
import { plainStyle, printable, type Style } from './style';

export type Values = Record<string, string>;

/** A form as it stands: every field with its value, open questions marked, errors below their fields. */
export function renderForm(form: Form, style: Style = plainStyle): string {
  return [
    style.bold(printable(form.title)),
    ...form.fields.flatMap((field) => renderField(form, field, style)),
  ].join('\n');
}

function renderField(form: Form, field: FormField, style: Style): string[] {
  const value = printable(shownValue(field)) || style.bold('?');
  const error = form.errors?.[field.name];
  return [
    `  ${printable(field.label)}: ${value}`,
    ...(error ? [`    ${style.failure(printable(error))}`] : []),
  ];
}

/** The question for one field at an interactive terminal, with the value that Enter keeps. */
export function question(field: FormField): string {
  const choices = (field.choices ?? []).map(({ label }, index) => `    ${index + 1} ${printable(label)}`);
  const shown = printable(shownValue(field));
  const kept = shown === '' ? '' : ` [${shown}]`;
  return [...choices, `${printable(field.label)}${kept}: `].join('\n');
}

/** What was typed for a field: nothing keeps the value, a number chooses. */
export function answerOf(field: FormField, typed: string): string {
  if (typed.trim() === '') return field.value ?? '';
  const choice = /^\d+$/.test(typed.trim()) ? field.choices?.[Number(typed) - 1] : undefined;
  return choice?.value ?? typed;
}

/** The form's values as they stand. */
export function valuesOf(form: Form): Values {
  return Object.fromEntries(form.fields.map((field) => [field.name, field.value ?? '']));
}

function shownValue({ choices, value = '' }: FormField): string {
  return choices?.find((choice) => choice.value === value)?.label ?? value;
}
