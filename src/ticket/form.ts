import { encode, type Command } from '../command';
import type { Locale } from '../language';
import type { Form } from '../reply';
import { shownValue } from './text';
import { fieldNames, fields, maxSummary, maxValue, type FieldName, type Values } from './fields';

/** The form of a draft: every field, with what is known. `replaces` is the version that it was opened on, 0 for a new one. */
export function draftForm(
  values: Values,
  { draft, replaces }: { readonly draft?: number | undefined; readonly replaces: number },
  locale: Locale,
  { errors, guesses = {} }: { readonly errors?: Form['errors']; readonly guesses?: Partial<Values> } = {},
): Form {
  const save: Command = { name: 'save-draft', replaces, ...(draft === undefined ? {} : { draft }) };
  return {
    kind: 'form',
    title: draft === undefined ? titles.new[locale] : `${titles.known[locale]} ${draft}`,
    fields: fieldNames.map((name) => {
      const { label, question, choices } = fields[name];
      return {
        name,
        label: `${label[locale]}${values[name] === '' ? ` (${question[locale]}${guessed(name, guesses[name], locale)})` : ''}`,
        value: values[name],
        ...(longFields.has(name) ? { isLong: true } : {}),
        ...(name === 'summary' ? { required: true } : {}),
        ...(choices
          ? { choices: choices.map(({ value, label: text }) => ({ value, label: text[locale] })) }
          : {}),
      };
    }),
    submitLabel: { en: 'Save draft', zh: '保存草稿' }[locale],
    payload: encode(save, locale),
    version: String(replaces),
    ...(errors ? { errors } : {}),
  };
}

/** What is told in several lines. */
const longFields: ReadonlySet<FieldName> = new Set(['error', 'tried']);

function guessed(name: FieldName, guess: string | undefined, locale: Locale): string {
  if (guess === undefined) return '';
  return ` ${{ en: 'Probably', zh: '可能是' }[locale]}: ${shownValue(name, guess, locale)}`;
}

const titles = {
  new: {
    en: 'A ticket for OnePro: check what is known, fill what is not',
    zh: 'OnePro 工单：核对已知内容，补充未知内容',
  },
  known: { en: 'Ticket draft', zh: '工单草稿' },
};

/** What was filled in, as values of a draft: every field there, control characters gone. */
export function readValues(filled: Readonly<Record<string, string>>): Values {
  const read = (name: FieldName) => (filled[name] ?? '').replace(/[^\P{Cc}\n\t]/gu, '').trim();
  return Object.fromEntries(fieldNames.map((name) => [name, read(name)])) as Values;
}

/** What is wrong with values, by field; nothing where all of it can be kept. */
export function problemsOf(values: Values, locale: Locale): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const name of fieldNames) {
    const most = name === 'summary' ? maxSummary : maxValue;
    const { length } = Array.from(values[name]);
    const { choices } = fields[name];
    if (length > most)
      problems[name] = {
        en: `at most ${most} characters, found ${length}`,
        zh: `最多 ${most} 个字符，现有 ${length} 个`,
      }[locale];
    else if (choices && values[name] !== '' && !choices.some(({ value }) => value === values[name]))
      problems[name] = {
        en: `expected one of ${choices.map(({ value }) => value).join(', ')}`,
        zh: `应为 ${choices.map(({ value }) => value).join('、')} 之一`,
      }[locale];
  }
  if (values.summary === '')
    problems['summary'] = { en: 'a ticket needs a short description', zh: '工单需要简短描述' }[locale];
  return problems;
}
