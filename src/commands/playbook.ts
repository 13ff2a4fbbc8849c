import { encode } from '../command';
import { BotError } from '../errors';
import type { Catalog } from '../knowledge/catalog';
import type { Playbook } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Block, Button, Line, Reply } from '../reply';
import type { Run } from './run';

/** Walks a playbook, one step an answer; without one, offers them all. */
export const playbook: Run<'playbook'> = (command, { catalog, locale }) => {
  if (command.playbook === undefined) return choice(catalog, locale);
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
  return stepReply(found, step, locale);
};

type Step = Playbook['steps'][number];

function stepReply(found: Playbook, step: Step, locale: Locale): Reply {
  const mark = { resolved: '✓ ', unresolved: '✗ ' };
  const text: Block = {
    kind: 'text',
    lines: [[(step.outcome ? mark[step.outcome] : '') + step.text[locale]]],
  };
  const lines: Block[] = step.commands ? [{ kind: 'excerpt', lines: step.commands }] : [];
  const options = (step.options ?? []).map(({ to, label }) => toStep(label[locale], found.id, to, locale));
  const isStart = step === found.steps[0];
  const restart = isStart
    ? []
    : [toStep(locale === 'zh' ? '从头开始' : 'Start again', found.id, undefined, locale)];
  return {
    kind: 'reply',
    title: found.title[locale],
    blocks: [text, ...lines, { kind: 'buttons', buttons: [...options, ...restart] }],
    data: {
      playbook: found.id,
      step: step.id,
      outcome: step.outcome ?? null,
      options: (step.options ?? []).map(({ to }) => to),
    },
  };
}

/** A playbook or a step that is not there: from the command line, or from a button of older knowledge. */
function unknown(name: string, known: readonly string[]): BotError {
  const list = known.join(', ');
  return new BotError(
    'unknown-name',
    { en: `There is no "${name}" here.`, zh: `这里没有“${name}”。` },
    { en: `Known: ${list}`, zh: `可选：${list}` },
  );
}

function choice(catalog: Catalog, locale: Locale): Reply {
  const text = { en: 'Which one shall we walk through?', zh: '要走哪一个？' };
  const names = catalog.playbooks.map(({ id, title }): Line => ['  ', { code: id }, `  ${title[locale]}`]);
  const buttons = catalog.playbooks.map(({ id, title }) => toStep(title[locale], id, undefined, locale));
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
