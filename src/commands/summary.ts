import { investigationOf, type Investigation } from '../investigation';
import { newestSteps, recentThreads } from '../investigation/recent';
import type { Locale } from '../language';
import type { Line, Reply } from '../reply';
import { refuseForeign } from '../permission/sites';
import { withEscalation } from '../ticket/button';
import { casesConsidered, pathOf } from '../ticket/evidence';
import type { Context, Run } from './run';

/** Threads of a channel that are shown. */
const mostRecent = 10;

/** What was told, tried and found in the thread, in the order of time: what a ticket is drafted from. */
export const summary: Run<'summary'> = async (_, context): Promise<Reply> => {
  const { nodes, permissions, thread } = context;
  const found = await context.investigation();
  refuseForeign(found, thread, nodes, permissions);
  const steps = stepLines(found, context.locale);
  const reply = steps.length === 0 ? await ofChannel(context) : ofThread(found, steps, context);
  return withEscalation(reply, context.locale);
};

function ofThread(found: Investigation, steps: Line[], { locale, catalog }: Context): Reply {
  const considered = casesConsidered(found, catalog, locale);
  const path = pathOf(found, locale);
  const head = { en: 'Known cases considered', zh: '已考虑的案例' }[locale];
  return {
    kind: 'reply',
    title: { en: 'What was done here', zh: '排查记录' }[locale],
    blocks: [
      { kind: 'text', lines: steps },
      ...(considered.length > 0
        ? [{ kind: 'text' as const, lines: [[{ bold: head }], ...considered.map((each) => [`  ${each}`])] }]
        : []),
      ...(path.length > 0 ? [{ kind: 'note' as const, lines: path.map((each) => [each]) }] : []),
    ],
    data: { ...found },
  };
}

/** Where nothing was done in the thread: what was done in the channel lately. */
async function ofChannel({ store, thread, locale }: Context): Promise<Reply> {
  const recent =
    thread.channel === undefined
      ? []
      : recentThreads(await newestSteps(store), { channel: thread }, mostRecent);
  const lines = recent.flatMap(({ steps }) => stepLines(investigationOf(steps), locale).slice(0, 1));
  const title =
    lines.length === 0
      ? { en: 'Nothing was looked into here yet.', zh: '这里还没有排查记录。' }
      : { en: 'Looked into in this channel lately', zh: '该频道最近的排查' };
  return {
    kind: 'reply',
    title: title[locale],
    blocks: lines.length === 0 ? [] : [{ kind: 'text', lines }],
    data:
      lines.length === 0
        ? investigationOf([])
        : { threads: recent.map(({ at, steps }) => ({ at, steps: steps.length })) },
  };
}

/** The steps of an investigation, a line each, in the order of time. */
export function stepLines({ pasted, searched, traced, walked }: Investigation, locale: Locale): Line[] {
  const told = [
    ...pasted.map(({ at, asker, text, data }) => ({
      at,
      asker,
      what: `${{ en: 'pasted', zh: '粘贴了' }[locale]} "${firstLine(text)}" → ${verdicts[data.verdict][locale]}`,
    })),
    ...searched.map(({ at, asker, text, data }) => ({
      at,
      asker,
      what: `grep "${text}" → ${placesIn(data.targets)}`,
    })),
    ...walked.map(({ at, asker, playbook, step }) => ({
      at,
      asker,
      what: `${{ en: 'playbook', zh: '排查指引' }[locale]} ${playbook} → ${step}`,
    })),
    ...traced.map(({ at, asker, id, data }) => ({
      at,
      asker,
      what: `trace ${id} → ${data.services.join(' → ') || '-'}`,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return told.map(({ at, asker, what }) => [`${at.slice(11, 16)} UTC  ${asker.name}  ${what}`]);
}

/** Where something was found, or could have been: files that are not there say nothing. */
function placesIn(targets: Investigation['searched'][number]['data']['targets']): string {
  const there = targets.filter(({ outcome }) => outcome !== 'no-such-file');
  const told = there
    .slice(0, mostPlaces)
    .map(
      ({ node, log, path, outcome, hits }) =>
        `${node}/${log ?? path}: ${searched.has(outcome) ? hits : outcome}`,
    );
  return [...told, ...(there.length > mostPlaces ? ['…'] : [])].join(', ') || '-';
}
const mostPlaces = 4;
/** What was not searched to its end has no hits to tell of. */
const searched: ReadonlySet<string> = new Set(['found', 'nothing-found']);

function firstLine(text: string): string {
  const line = Array.from((text.split('\n').find((each) => each.trim() !== '') ?? '').trim());
  return line.length > 100 ? `${line.slice(0, 99).join('')}…` : line.join('');
}

const verdicts = {
  match: { en: 'a known case', zh: '已知案例' },
  candidates: { en: 'several cases are possible', zh: '有多个可能案例' },
  unknown: { en: 'unknown', zh: '未知' },
};
