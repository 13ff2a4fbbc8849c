import { didYouMean } from '../../document';
import type { Finding, Rule } from '../rule';

export const namesExist: Rule = {
  name: 'names-exist',
  description: 'modules, logs, playbook steps and storage modes that are referred to exist',
  *check({ stages, modules, logs, platforms, playbooks }) {
    const moduleIds = modules.value.modules.map((module) => module.id);
    const logIds = logs.flatMap((document) => document.value.logs.map((log) => log.id));
    for (const document of logs) yield* known(document, ['module'], document.value.module, moduleIds);
    for (const [index, component] of modules.value.components.entries())
      for (const [at, id] of component.modules.entries())
        yield* known(modules, ['components', index, 'modules', at], id, moduleIds);
    for (const [index, engine] of platforms.value.engines.entries())
      yield* known(platforms, ['engines', index, 'scriptLog'], engine.scriptLog, logIds);
    for (const document of playbooks) {
      const steps = document.value.steps.map((step) => step.id);
      for (const [index, step] of document.value.steps.entries())
        for (const [at, option] of (step.options ?? []).entries())
          yield* known(document, ['steps', index, 'options', at, 'to'], option.to, steps);
    }
    yield* stagesOfLogs(stages.value.stages, logs);
  },
};

function* known(
  document: Finding['document'],
  path: Finding['path'],
  id: string,
  ids: readonly string[],
): Iterable<Finding> {
  if (!ids.includes(id))
    yield { document, path, message: `expected a known name, found "${id}"`, tip: didYouMean(id, ids) };
}

type Check = Parameters<Rule['check']>[0];

/** A log may only be listed at stages that the families and their modes make. */
function* stagesOfLogs(families: Check['stages']['value']['stages'], logs: Check['logs']): Iterable<Finding> {
  const ids = families.flatMap((family) =>
    family.modes.length > 0 ? family.modes.map((mode) => `${family.id}-${mode}`) : [family.id],
  );
  for (const document of logs)
    for (const [index, log] of document.value.logs.entries())
      for (const [at, stage] of log.stages.entries())
        yield* known(document, ['logs', index, 'stages', at, 'id'], stage.id, ids);
}
