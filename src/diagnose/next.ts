import { commandSchema, encode, locateQuery, maxTimeLength, type Command } from '../command';
import type { KnownCase } from '../knowledge/schema';
import { topicsNaming } from '../knowledge/topic-links';
import type { Locale, Text } from '../language';
import type { Block, Button } from '../reply';
import type { Spoken } from './case-blocks';
import type { Facts } from './facts';

/** What to do next with a case: its logs, the next case when it is not this one, or a word that it was. */
export function nextButtons(
  known: KnownCase,
  others: readonly string[],
  keyword: string | undefined,
  { locale, catalog, nodes = [] }: Spoken,
  facts?: Facts,
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
      ...(nodes.length > 0 ? searchButtons(known.logs, keyword, facts, button) : []),
      ...(known.logs.length > 0
        ? [button({ en: 'These logs', zh: '这些日志' }, { name: 'locate', query })]
        : []),
      { ...button({ en: 'Not it', zh: '不是这个' }, notIt), once: true, feedback: 'negative' },
      {
        ...button({ en: 'Solved', zh: '已解决' }, { name: 'solved', known: known.id }),
        once: true,
        feedback: 'positive',
      },
      ...topicsNaming('cases', known.id, catalog)
        .slice(0, mostTopics)
        .map(({ id, title }) => button(title, { name: 'topic', topic: id, others: [] })),
    ],
  };
}

/** Topics that stand beside a case. */
const mostTopics = 1;

type MakeButton = (label: Text, command: Command) => Button;

/** The bot looks itself: in the case's logs around the time of the paste, and along its request. */
function searchButtons(
  logs: readonly string[],
  keyword: string | undefined,
  facts: Facts | undefined,
  button: MakeButton,
): Button[] {
  const at = facts?.times[0]?.slice(0, maxTimeLength);
  const [request] = facts?.requestIds ?? [];
  const read = { name: 'grep', text: keyword?.slice(0, 200), logs: logs.slice(0, 6), at } as const;
  const search = commandSchema.safeParse(JSON.parse(JSON.stringify(read)));
  return [
    ...(search.success ? [button({ en: 'Read the logs', zh: '读取日志' }, search.data)] : []),
    ...(request === undefined ? [] : traceButton(request, at, button)),
  ];
}

function traceButton(id: string, at: string | undefined, button: MakeButton): Button[] {
  const parsed = commandSchema.safeParse({ name: 'trace', id, ...(at === undefined ? {} : { at }) });
  const label = { en: `Trace ${id.slice(0, 12)}…`, zh: `追踪 ${id.slice(0, 12)}…` };
  return parsed.success ? [button(label, parsed.data)] : [];
}

/** Most further cases that a button carries. */
const mostOthers = 4;

/** For a text that no case fits: its request along the services, and the logs of the modules it names. */
export function logsButton(
  modules: readonly string[],
  { locale, nodes = [] }: Spoken,
  facts: Facts,
): Button[] {
  const [request] = facts.requestIds;
  const make: MakeButton = (label, command) => ({
    label: label[locale],
    payload: encode(command, locale),
    opens: 'reply',
  });
  const follow = request !== undefined && nodes.length > 0 ? traceButton(request, facts.times[0], make) : [];
  if (modules.length === 0) return follow;
  const query = locateQuery.parse({ modules: modules.slice(0, 6) });
  return [
    ...follow,
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
