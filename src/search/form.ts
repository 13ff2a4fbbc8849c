import { commandSchema, encode, type CommandOf } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Locale } from '../language';
import type { Node } from '../nodes/schema';
import type { Form, FormField } from '../reply';
import { readSpan, readTime } from './time';

type Wanted = CommandOf<'search-form'>;
export type Filled = Readonly<Record<string, string>>;

/** The form of a search: what is known stands in it, nodes and sites are those that the asker may search. */
export function formOfSearch(
  wanted: Wanted,
  open: readonly Node[],
  catalog: Catalog,
  locale: Locale,
  filled: Filled = {},
  errors?: Form['errors'],
): Form {
  const field = (name: keyof typeof labels, value: string, rest: Partial<FormField> = {}): FormField => ({
    name,
    label: labels[name][locale],
    value: filled[name] ?? value,
    ...rest,
  });
  const logs = logChoices(wanted, open, catalog, locale);
  const places = placeChoices(open, locale);
  const place = wanted.nodes[0] ?? (wanted.site === undefined ? undefined : `${siteMark}${wanted.site}`);
  return {
    kind: 'form',
    title: { en: 'Search logs', zh: '搜索日志' }[locale],
    fields: [
      field('keyword', wanted.text ?? '', { required: true }),
      field('log', wanted.logs.length > 1 ? suggestedMark : (wanted.logs[0] ?? ''), { choices: logs }),
      field('node', place ?? places[0]?.value ?? '', { choices: places }),
      field('time', wanted.at ?? ''),
      field('around', `${Math.round(wanted.around / 60)} min`),
      field('context', String(wanted.before)),
    ],
    submitLabel: { en: 'Search', zh: '搜索' }[locale],
    payload: encode(wanted, locale),
    ...(errors ? { errors } : {}),
  };
}

const labels = {
  keyword: { en: 'Keyword (searched as it stands)', zh: '关键字（按原文搜索）' },
  log: { en: 'Log', zh: '日志' },
  node: { en: 'Node', zh: '节点' },
  time: { en: 'Time, such as 16:24 or 2025-09-18 16:24', zh: '时间，如 16:24 或 2025-09-18 16:24' },
  around: { en: 'How far around it, such as 10 min', zh: '前后多久，如 10 分钟' },
  context: { en: 'Lines of context', zh: '上下文行数' },
};

/** Tells a site from a node among the places. */
const siteMark = 'site:';
/** Stands for all logs that the search came with. */
const suggestedMark = 'suggested';

function logChoices({ logs: wanted }: Wanted, open: readonly Node[], catalog: Catalog, locale: Locale) {
  const roles = new Set(open.map(({ role }) => role));
  const logs = catalog.logs.filter(({ role }) => roles.has(role) && role !== 'windows-agent');
  const all = { value: '', label: { en: 'All logs there', zh: '该处全部日志' }[locale] };
  const suggested =
    wanted.length > 1 ? [{ value: suggestedMark, label: wanted.join(', ').slice(0, 70) }] : [];
  return [...suggested, all, ...logs.map(({ id }) => ({ value: id, label: id }))];
}

function placeChoices(open: readonly Node[], locale: Locale) {
  const sites = [...new Set(open.flatMap(({ site }) => (site === undefined ? [] : [site])))];
  const whole = { en: 'all of', zh: '整个站点' }[locale];
  return [
    ...sites.map((site) => ({ value: `${siteMark}${site}`, label: `${whole} ${site}` })),
    ...open.map(({ name, role }) => ({ value: name, label: `${name} (${role})` })),
  ];
}

/** A filled form as the search that it is; or what is wrong, by field. */
export function readSearchForm(
  wanted: Wanted,
  filled: Filled,
  locale: Locale,
  now: Date,
): { readonly command: CommandOf<'grep'> } | { readonly errors: Readonly<Record<string, string>> } {
  const read = (name: string) => (filled[name] ?? '').trim();
  const [text, at, place, context] = [read('keyword'), read('time'), read('node'), read('context')];
  const around = read('around') === '' ? wanted.around : readSpan(read('around'));
  const wrong = {
    ...(text.length >= 2 && text.length <= 200 ? {} : { keyword: mistakes.keyword[locale] }),
    ...(at === '' || readTime(at, 'UTC', now) ? {} : { time: mistakes.time[locale] }),
    ...(around === undefined ? { around: mistakes.around[locale] } : {}),
    ...(/^\d{1,3}$/.test(context) && Number(context) <= 200 ? {} : { context: mistakes.context[locale] }),
  };
  if (Object.keys(wrong).length > 0) return { errors: wrong };
  const command = commandSchema.safeParse({
    name: 'grep',
    text,
    logs: read('log') === suggestedMark ? wanted.logs : [read('log')].filter(Boolean),
    ...(place.startsWith(siteMark) ? { site: place.slice(siteMark.length) } : place && { nodes: [place] }),
    ...(at === '' ? {} : { at }),
    around,
    before: Number(context),
    after: Number(context),
  });
  if (command.success && command.data.name === 'grep') return { command: command.data };
  return { errors: { node: mistakes.node[locale] } };
}

const mistakes = {
  keyword: { en: 'expected 2 to 200 characters', zh: '应为 2 至 200 个字符' },
  node: {
    en: 'expected a node or a site, and a log, of those offered',
    zh: '请从列出的节点、站点和日志中选择',
  },
  time: { en: 'expected 16:24 or 2025-09-18 16:24:31', zh: '应写成 16:24 或 2025-09-18 16:24:31' },
  around: { en: 'expected a span such as 10 min, 2 h', zh: '应写成 10 分钟、2 小时' },
  context: { en: 'expected a number up to 200', zh: '应为不超过 200 的数字' },
};
