import { encode, type Command, type CommandOf } from '../command';
import { caseButton } from '../diagnose/next';
import type { Spoken } from '../diagnose/case-blocks';
import { byId } from '../knowledge/catalog';
import type { Text } from '../language';
import type { Block, Button } from '../reply';
import { hitsShown, type Ids, type Read } from './read';

/** Most buttons of each sort below an answer. */
const mostCases = 2;
const mostIds = 2;

/** What to do next with a search: known causes, the ids in it, more context, what came earlier, the stage's next log. */
export function nextBlock(
  command: CommandOf<'grep'>,
  read: readonly Read[],
  ids: Ids,
  spoken: Spoken,
): Block[] {
  const { catalog, locale } = spoken;
  const button = (label: Text, next: Command): Button => ({
    label: label[locale],
    payload: encode(next, locale),
    opens: 'reply',
  });
  const known = [...new Set(read.flatMap(({ cases }) => cases.map(({ id }) => id)))].slice(0, mostCases);
  const { requestIds, resources } = ids;
  const where = { nodes: command.nodes, site: command.site, at: command.at, around: command.around };
  const others = resources.filter(({ id }) => !command.text.includes(id)).slice(0, mostIds);
  const buttons = [
    ...known.map((id) => caseButton(byId(catalog.cases, id), [], undefined, locale)),
    ...requestIds
      .slice(0, mostIds)
      .map((id) =>
        button({ en: `Trace ${short(id)}`, zh: `追踪 ${short(id)}` }, { name: 'trace', id, ...where }),
      ),
    ...others.map(({ kind, id }) =>
      button(
        { en: `Search ${nameOf(kind)}${short(id)}`, zh: `搜索 ${nameOf(kind)}${short(id)}` },
        { ...command, text: id, older: 0, isRegex: false },
      ),
    ),
    ...moreButtons(command, read, button),
    ...nextLog(command, spoken, button),
    { ...button({ en: 'Change the search', zh: '修改搜索' }, formOf(command)), opens: 'form' as const },
  ];
  return [{ kind: 'buttons', buttons }];
}

/** The search as a form, to be changed. */
function formOf({ text, logs, nodes, site, at, around, before }: CommandOf<'grep'>): Command {
  return { name: 'search-form', text, logs, nodes, site, at, around, before };
}

type MakeButton = (label: Text, next: Command) => Button;

function moreButtons(command: CommandOf<'grep'>, read: readonly Read[], button: MakeButton): Button[] {
  const { before, after, around, at, older } = command;
  const hasHits = read.some((each) => hitsShown(each) > 0);
  const wider = { ...command, before: Math.min(200, before * 2 + 10), after: Math.min(200, after * 2 + 10) };
  const canGoBack = read.some(({ unread }) => unread.length > older);
  const isThere = read.some(({ outcome }) => 'hits' in outcome);
  const time = read.find((each) => each.time)?.time;
  const earlier: Command | undefined =
    at !== undefined && time
      ? !isThere
        ? undefined
        : { ...command, at: time.minus({ seconds: 2 * around }).toISO({ suppressMilliseconds: true }) ?? at }
      : canGoBack
        ? { ...command, older: Math.min(30, older + 1) }
        : undefined;
  return [
    ...(hasHits && (before < 200 || after < 200)
      ? [button({ en: 'More context', zh: '更多上下文' }, wider)]
      : []),
    ...(earlier ? [button({ en: 'Earlier', zh: '更早' }, earlier)] : []),
  ];
}

/** The log that the stage's data flow names next, after those searched. */
function nextLog(command: CommandOf<'grep'>, { catalog }: Spoken, button: MakeButton): Button[] {
  const stage = catalog.rows.find((row) => command.logs.includes(row.log.id))?.stage;
  const logs = [...new Set(catalog.rows.filter((row) => row.stage === stage).map((row) => row.log))];
  const last = logs.findLastIndex((log) => command.logs.includes(log.id));
  const next = logs
    .slice(last + 1)
    .find(({ role, path }) => role === logs[last]?.role && path.startsWith('/'));
  if (last < 0 || !next) return [];
  const command2: Command = { ...command, logs: [next.id], path: undefined, older: 0 };
  return [button({ en: `Next log: ${next.id}`, zh: `下一个日志：${next.id}` }, command2)];
}

function short(id: string): string {
  return id.length > 16 ? `${id.slice(0, 12)}…` : id;
}

function nameOf(kind: string): string {
  return kind === 'unknown' ? '' : `${kind} `;
}
