import type { Finding, Rule } from '../rule';
import type { Playbook } from '../schema';

export const playbooksEnd: Rule = {
  name: 'playbooks-end',
  description: 'every step of a playbook is reached from its first, and leads on or ends',
  *check({ playbooks }) {
    for (const document of playbooks) {
      const reached = reachable(document.value.steps);
      for (const [index, step] of document.value.steps.entries()) {
        const finding = fault(step, reached.has(step.id));
        if (finding) yield { document, path: ['steps', index, 'id'], ...finding };
      }
    }
  },
};

type Step = Playbook['steps'][number];

function fault(step: Step, isReached: boolean): Pick<Finding, 'message' | 'tip'> | undefined {
  if (!isReached)
    return {
      message: `expected a way to step "${step.id}", found none`,
      tip: 'add an option that leads to it',
    };
  const leadsOn = (step.options ?? []).length > 0;
  if (leadsOn === (step.outcome === undefined)) return undefined;
  return { message: `expected step "${step.id}" to have either options or an outcome` };
}

function reachable(steps: readonly Step[]): Set<string> {
  const reached = new Set<string>();
  const next = steps.slice(0, 1).map((step) => step.id);
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    next.push(...(steps.find((step) => step.id === id)?.options ?? []).map((option) => option.to));
  }
  return reached;
}
