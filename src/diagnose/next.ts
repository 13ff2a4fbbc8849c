import { encode, locateQuery, type Command } from '../command';
import type { KnownCase } from '../knowledge/schema';
import type { Locale, Text } from '../language';
import type { Block, Button } from '../reply';
import type { Spoken } from './case-blocks';

/** What to do next with a case: its logs, the next case when it is not this one, or a word that it was. */
export function nextButtons(
  known: KnownCase,
  others: readonly string[],
  keyword: string | undefined,
  { locale }: Spoken,
): Block {
  const button = (label: Text, command: Command): Button => ({
    label: label[locale],
    payload: encode(command, locale),
    opens: 'reply',
  });
  const query = locateQuery.parse({ logs: known.logs.slice(0, 6), keyword: keyword?.slice(0, 100) });
  const [next, ...after] = others.filter((id) => id !== known.id);
  const notIt: Command = {
    name: 'diagnose',
    known: next,
    others: after.slice(0, mostOthers),
    notIt: known.id,
    keyword: keyword?.slice(0, 100),
  };
  return {
    kind: 'buttons',
    buttons: [
      ...(known.logs.length > 0
        ? [button({ en: 'These logs', zh: '这些日志' }, { name: 'locate', query })]
        : []),
      button({ en: 'Not it', zh: '不是这个' }, notIt),
      button({ en: 'Solved', zh: '已解决' }, { name: 'solved', known: known.id }),
    ],
  };
}

/** Most further cases that a button carries. */
const mostOthers = 4;

export function logsButton(modules: readonly string[], { locale }: Spoken): Button[] {
  if (modules.length === 0) return [];
  const query = locateQuery.parse({ modules: modules.slice(0, 6) });
  return [
    {
      label: locale === 'zh' ? '相关日志' : 'Its logs',
      payload: encode({ name: 'locate', query }, locale),
      opens: 'reply',
    },
  ];
}

export function caseButton(
  known: KnownCase,
  others: readonly string[],
  keyword: string | undefined,
  locale: Locale,
): Button {
  const command: Command = {
    name: 'diagnose',
    known: known.id,
    others: others.slice(0, mostOthers),
    keyword: keyword?.slice(0, 100),
  };
  return {
    label: known.title[locale],
    payload: encode(command, locale),
    opens: 'reply',
  };
}
