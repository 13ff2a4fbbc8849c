import { decode } from '../command';
import type { Locale } from '../language';
import type { Form, Reply } from '../reply';

const fill = { en: 'It is filled in the chat: sherlog serve.', zh: '请在聊天中填写：sherlog serve。' };

/** A form as a command line answers it, where nobody can fill it: what it asks for, and what of it is known. */
export function formReply({ title, fields, payload, reopen = payload }: Form): Reply {
  const { command, locale } = decode(reopen);
  return {
    kind: 'reply',
    title,
    command: command.name,
    blocks: [
      {
        kind: 'fields',
        fields: fields.map((field) => ({ label: field.label, value: [shown(field, locale)] })),
      },
      { kind: 'note', lines: [[fill[locale]]] },
    ],
    data: {
      form: {
        title,
        fields: fields.map(({ name, label, value = '', required = false }) => ({
          name,
          label,
          value,
          required,
        })),
      },
    },
  };
}

/** What stands in a field; a choice by its label. */
function shown({ value = '', choices = [] }: Form['fields'][number], locale: Locale): string {
  const told = choices.find((choice) => choice.value === value)?.label ?? value;
  return told === '' ? { en: '(empty)', zh: '（空）' }[locale] : told;
}
