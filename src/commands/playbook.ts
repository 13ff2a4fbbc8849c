import { encode } from '../command';
import { BotError } from '../errors';
import { byId, type Catalog } from '../knowledge/catalog';
import type { Playbook } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Block, Button, Line, Reply } from '../reply';
import { topicsNaming } from '../knowledge/topic-links';
import { withEscalation } from '../ticket/button';
import type { Context, Run } from './run';
import { topicButton } from './topic-button';

/** Walks a playbook, one step an answer; without one, offers them all. */
export const playbook: Run<'playbook'> = async (command, context) => {
  const { catalog, locale } = context;
  if (command.playbook === undefined) return choice(catalog, locale, await openWalk(context));
  const found = catalog.playbooks.find(({ id }) => id === command.playbook);
  if (!found)
    throw unknown(
      command.playbook,
      catalog.playbooks.map(({ id }) => id),
    );
  const step =
    command.step === undefined ? found.steps[0] : found.steps.find(({ id }) => id === command.step);
  if (!step)
    throw unknown(
      command.step ?? '',
      found.steps.map(({ id }) => id),
    );
  const reply = stepReply(found, step, catalog, locale);
  // Where it does not help, support gets the way that was walked.
  return step.outcome === 'resolved' ? reply : withEscalation(reply, locale);
};

type Step = Playbook['steps'][number];

function stepReply(found: Playbook, step: Step, catalog: Catalog, locale: Locale): Reply {
  const mark = { resolved: '✓ ', unresolved: '✗ ' };
  const text: Block = {
    kind: 'text',
    lines: [[(step.outcome ? mark[step.outcome] : '') + step.text[locale]]],
  };
  const lines: Block[] = step.commands ? [{ kind: 'excerpt', lines: step.commands }] : [];
  const options = (step.options ?? []).map(({ to, label }) => toStep(label[locale], found.id, to, locale));
  const isStart = step === found.steps[0];
  const restart = toStep({ en: 'Start again', zh: '从头开始' }[locale], found.id, undefined, locale);
  const linked = [
    ...(isStart ? topicsNaming('playbooks', found.id, catalog) : []),
    ...(step.topics ?? []).map((id) => byId(catalog.topics, id)),
  ];
  const background = linked.slice(0, mostTopics).map((topic) => topicButton(topic, locale));
  return {
    kind: 'reply',
    title: found.title[locale],
    blocks: [
      text,
      ...lines,
      {
        kind: 'buttons',
        buttons: [...options, ...background, isStart ? pictureButton(found, locale) : restart],
      },
    ],
    data: {
      playbook: found.id,
      step: step.id,
      outcome: step.outcome ?? null,
      options: (step.options ?? []).map(({ to }) => to),
    },
  };
}

/** A playbook or a step that is not there: from the command line, or from a button of older knowledge. */
export function unknown(name: string, known: readonly string[]): BotError {
  const list = known.join(', ');
  return new BotError(
    'unknown-name',
    { en: `There is no "${name}" here.`, zh: `这里没有“${name}”。` },
    { en: `Known: ${list}`, zh: `可选：${list}` },
  );
}

function pictureButton({ id }: Playbook, locale: Locale): Button {
  const label = { en: 'Whole tree as a picture', zh: '整体流程图' }[locale];
  return { label, payload: encode({ name: 'picture', playbook: id }, locale), opens: 'reply' };
}

/** Topics that stand beside a step. */
const mostTopics = 2;

/** Where a person is in a playbook that has not ended; what they came to last counts. */
export async function openWalk({ investigation, catalog }: Pick<Context, 'investigation' | 'catalog'>) {
  const last = (await investigation()).walked.at(-1);
  const found = last && catalog.playbooks.find(({ id }) => id === last.playbook);
  const step = found?.steps.find(({ id }) => id === last?.step);
  return found && step && !step.outcome ? { found, step } : undefined;
}
type Walk = NonNullable<Awaited<ReturnType<typeof openWalk>>>;

/** A button back to where somebody is in a playbook. */
export function backToWalk({ found, step }: Walk, locale: Locale): Button {
  const label = { en: 'Back to: ', zh: '继续：' }[locale];
  return toStep(`${label}${found.title[locale]}`, found.id, step.id, locale);
}

function choice(catalog: Catalog, locale: Locale, walk: Walk | undefined): Reply {
  const text = { en: 'Which one shall we walk through?', zh: '要走哪一个？' };
  const names = catalog.playbooks.map(({ id, title }): Line => ['  ', { code: id }, `  ${title[locale]}`]);
  const all = catalog.playbooks.map(({ id, title }) => toStep(title[locale], id, undefined, locale));
  const buttons = walk ? [backToWalk(walk, locale), ...all] : all;
  return {
    kind: 'reply',
    title: locale === 'zh' ? '排查指引' : 'Playbooks',
    blocks: [
      { kind: 'text', lines: [[text[locale]], ...names] },
      { kind: 'buttons', buttons },
    ],
    data: { playbook: null, step: null, outcome: null, options: catalog.playbooks.map(({ id }) => id) },
  };
}

function toStep(label: string, id: string, step: string | undefined, locale: Locale): Button {
  return { label, payload: encode({ name: 'playbook', playbook: id, step }, locale), opens: 'reply' };
}
