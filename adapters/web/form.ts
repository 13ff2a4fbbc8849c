import { clean } from '../../src/plain';
import type { Form } from '../../src/reply';
import type { DrawnForm } from './drawn';

/** A Form as the page is sent it: every field with its value and its error; what it is submitted as stays here. */
export function renderForm(form: Form, id: string): DrawnForm {
  return {
    id,
    title: clean(form.title),
    submitLabel: clean(form.submitLabel),
    fields: form.fields.map(({ name, label, value, required, isLong, choices }) => {
      const error = form.errors?.[name];
      return {
        name,
        label: clean(label),
        ...(value === undefined ? {} : { value }),
        ...(required ? { required } : {}),
        ...(isLong ? { isLong } : {}),
        ...(choices ? { choices: choices.map((each) => ({ ...each, label: clean(each.label) })) } : {}),
        ...(error === undefined ? {} : { error: clean(error) }),
      };
    }),
  };
}

/** The values that were filled in, by field: those of the form's own fields, a field that was not sent as it stood. */
export function valuesOf(form: Form, sent: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, sent[name] ?? value]));
}
