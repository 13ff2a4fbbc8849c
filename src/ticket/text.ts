import type { Investigation } from '../investigation';
import type { Catalog } from '../knowledge/catalog';
import type { Locale, Text } from '../language';
import { attachments } from './checklist';
import { fieldNames, fields, type FieldName, type Values } from './fields';
import { casesConsidered, excerptsOf, pathOf, repeatLines } from './evidence';

/** How a ticket is written down: as plain text that a web form keeps as it is, or as Markdown. */
export type Format = 'plain' | 'markdown';

const heads = {
  evidence: { en: 'What the logs say', zh: '日志内容' },
  path: { en: 'The way of the request', zh: '请求经过' },
  cases: { en: 'Known cases considered', zh: '已考虑的案例' },
  repeat: { en: 'To repeat by hand', zh: '手工复现命令' },
  attach: { en: 'To attach', zh: '需要附上' },
} satisfies Record<string, Text>;

/** The whole ticket. What is not known stands there as a question. */
export function ticketText(
  values: Values,
  investigation: Investigation,
  catalog: Catalog,
  locale: Locale,
  format: Format,
): string {
  const write = writers[format];
  const list = (head: Text, lines: readonly string[]) =>
    lines.length > 0 ? [write.head(head[locale]), ...lines.map(write.item)] : [];
  const told = fieldNames.filter((name) => name !== 'summary');
  const excerpts = excerptsOf(investigation);
  return [
    write.title(values.summary || `? ${fields.summary.question[locale]}`),
    ...told.flatMap((name) =>
      write.field(fields[name].label[locale], shownValue(name, values[name], locale)),
    ),
    ...(excerpts.length > 0 ? [write.head(heads.evidence[locale])] : []),
    ...excerpts.flatMap(({ place, lines }) => [write.item(place), write.code(lines.join('\n'))]),
    ...list(heads.path, pathOf(investigation, locale)),
    ...list(heads.cases, casesConsidered(investigation, catalog, locale)),
    ...list(heads.repeat, repeatLines(investigation)),
    ...list(heads.attach, attachments(values.source, locale)),
    '',
  ].join('\n');
}

/** A value as people read it; what is missing as the question for it. */
export function shownValue(name: FieldName, value: string, locale: Locale): string {
  if (value === '') return `? ${fields[name].question[locale]}`;
  return fields[name].choices?.find((choice) => choice.value === value)?.label[locale] ?? value;
}

interface Writer {
  title(text: string): string;
  head(text: string): string;
  item(text: string): string;
  code(text: string): string;
  field(label: string, value: string): string[];
}

const indented = (text: string) => text.replace(/^/gm, '    ');

const plain: Writer = {
  title: (text) => text,
  head: (text) => `\n== ${text} ==`,
  item: (text) => `- ${text}`,
  code: indented,
  field: (label, value) => (value.includes('\n') ? [`${label}:`, indented(value)] : [`${label}: ${value}`]),
};

const markdown: Writer = {
  title: (text) => `# ${escaped(text)}\n`,
  head: (text) => `\n## ${text}\n`,
  item: (text) => `- ${escaped(text)}`,
  code: fenced,
  field: (label, value) =>
    value.includes('\n') ? [`- **${label}**`, fenced(value)] : [`- **${label}**: ${escaped(value)}`],
};

const writers = { plain, markdown } satisfies Record<Format, Writer>;

/** Literal text in Markdown: what people and logs wrote never formats, links or embeds. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!~]/g, String.raw`\$&`);
}

/** Between fences that are longer than any that stands within. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
