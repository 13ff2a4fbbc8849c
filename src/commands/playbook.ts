import { encode } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Playbook } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Block, Button, Reply } from '../reply';
import type { Run } from './run';

/** Walks a playbook, one step an answer; without one, offers them all. */
export const playbook: Run<'playbook'> = (command, { catalog, locale }) => {
  const found = catalog.playbooks.find(({ id }) => id === command.playbook);
  if (!found) return choice(catalog, locale, command.playbook);
  const step = found.steps.find(({ id }) => id === command.step) ?? found.steps[0];
  return step ? stepReply(found, step, locale) : choice(catalog, locale);
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

function choice(catalog: Catalog, locale: Locale, unknown?: string): Reply {
  const missing = { en: `There is no playbook "${unknown}".`, zh: `没有名为“${unknown}”的指引。` };
  const text = { en: 'Which one shall we walk through?', zh: '要走哪一个？' };
  const lines = [...(unknown === undefined ? [] : [[missing[locale]]]), [text[locale]]];
  const buttons = catalog.playbooks.map(({ id, title }) => toStep(title[locale], id, undefined, locale));
  return {
    kind: 'reply',
    title: locale === 'zh' ? '排查指引' : 'Playbooks',
    blocks: [
      { kind: 'text', lines },
      { kind: 'buttons', buttons },
    ],
    data: { playbook: null, step: null, outcome: null, options: catalog.playbooks.map(({ id }) => id) },
  };
}

function toStep(label: string, id: string, step: string | undefined, locale: Locale): Button {
  return { label, payload: encode({ name: 'playbook', playbook: id, step }, locale), opens: 'reply' };
}
