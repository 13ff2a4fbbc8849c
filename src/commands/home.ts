import { encode, type Command } from '../command';
import { lastStates, newestSteps, recentThreads, type Placed, type Recent } from '../investigation/recent';
import { investigationOf } from '../investigation';
import type { Locale, Text } from '../language';
import type { Block, Button, Line, Reply } from '../reply';
import { allowedNodes } from '../search/nodes';
import { stepLines } from './summary';
import { examples } from './help';
import type { Context, Run } from './run';

/** Threads that are shown. */
const mostRecent = 5;

/** The bot's own page: what it knows, what the viewer may search, what they looked into lately. */
export const home: Run<'home'> = async (_, context): Promise<Reply> => {
  const { catalog, locale, store } = context;
  const steps = await newestSteps(store);
  const { cases, logs, platforms } = catalog;
  const stages = new Set(catalog.rows.map(({ stage }) => stage)).size;
  const knows = {
    en: `I know ${cases.length} error cases, ${logs.length} logs at ${stages} stages, and ${platforms.length} platforms. I answer in English and Chinese.`,
    zh: `我掌握 ${cases.length} 个报错案例、${stages} 个阶段的 ${logs.length} 个日志和 ${platforms.length} 个平台，中英文都可以问。`,
  }[locale];
  return {
    kind: 'reply',
    title: { en: 'Where is the log, and what does it say?', zh: '日志在哪里，说了什么？' }[locale],
    blocks: [
      { kind: 'text', lines: [[knows], ...examples[locale].slice(0, 3).map((each) => [`  · ${each}`])] },
      { kind: 'buttons', buttons: buttonsFor(context) },
      ...nodesBlocks(steps, context),
      ...recentBlocks(steps, context),
    ],
    data: { nodes: allowedNodes(context).map(({ name }) => name) },
  };
};

function buttonsFor(context: Context): Button[] {
  const { locale } = context;
  const button = (label: Text, command: Command, opens: Button['opens'] = 'reply'): Button => ({
    label: label[locale],
    payload: encode(command, locale),
    opens,
  });
  const search: Command = { name: 'search-form', logs: [], nodes: [], around: 600, before: 50 };
  return [
    ...(allowedNodes(context).length > 0
      ? [button({ en: 'Search logs', zh: '搜索日志' }, search, 'form')]
      : []),
    button({ en: 'Open a ticket', zh: '提工单' }, { name: 'escalate' }, 'form'),
    button({ en: 'My tickets', zh: '我的工单' }, { name: 'tickets' }),
    button({ en: 'Playbooks', zh: '排查指引' }, { name: 'playbook' }),
    button({ en: 'Help', zh: '帮助' }, { name: 'help', reason: 'asked' }),
  ];
}

/** The machines that the viewer may search, each as it was when it was last searched. */
function nodesBlocks(steps: readonly Placed[], context: Context): Block[] {
  const { locale } = context;
  const open = allowedNodes(context);
  if (open.length === 0) return [];
  const states = lastStates(steps);
  const columns = { en: ['Node', 'Role', 'Site', 'Last searched'], zh: ['节点', '角色', '站点', '最近搜索'] };
  const rows = open.slice(0, 20).map(({ name, role, site = '-' }): Line[] => {
    const last = states.get(name);
    return [[name], [role], [site], [last ? `${timeOf(last.at)} · ${last.outcome}` : '-']];
  });
  const head = { en: 'Nodes you may search', zh: '你可以搜索的节点' }[locale];
  return [
    { kind: 'text', lines: [[{ bold: head }]] },
    { kind: 'table', columns: columns[locale], rows },
  ];
}

function recentBlocks(steps: readonly Placed[], { asker, thread, locale }: Context): Block[] {
  const recent = recentThreads(steps, { asker, adapter: thread.adapter }, mostRecent);
  if (recent.length === 0) return [];
  const head = { en: 'What you looked into lately', zh: '你最近的排查' }[locale];
  return [{ kind: 'text', lines: [[{ bold: head }], ...recent.flatMap((each) => recentLine(each, locale))] }];
}

function recentLine({ steps }: Recent, locale: Locale): Line[] {
  return stepLines(investigationOf(steps), locale)
    .slice(-1)
    .map((line) => ['· ', ...line]);
}

function timeOf(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
