import type { Finding, Rule } from '../rule';

type Listed = Finding['document'];

export const idsAreUnique: Rule = {
  name: 'ids-are-unique',
  description: 'no two entries of one kind share an id, and no log is listed twice at a stage',
  *check({ stages, modules, logs, platforms, playbooks }) {
    yield* repeated(stages, 'stages', stages.value.stages);
    yield* repeated(modules, 'modules', modules.value.modules);
    yield* repeated(modules, 'components', modules.value.components);
    yield* repeated(platforms, 'platforms', platforms.value.platforms);
    for (const playbook of playbooks) yield* repeated(playbook, 'steps', playbook.value.steps);
    const seen = new Set<string>();
    for (const document of logs) {
      yield* repeated(document, 'logs', document.value.logs, seen);
      for (const [index, log] of document.value.logs.entries())
        yield* repeated(document, `logs.${index}.stages`, log.stages);
    }
  },
};

function* repeated(
  document: Listed,
  key: string,
  entries: readonly { readonly id: string }[],
  seen = new Set<string>(),
): Iterable<Finding> {
  for (const [index, { id }] of entries.entries()) {
    const path = [...key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)), index, 'id'];
    if (seen.has(id)) yield { document, path, message: `expected an id used once, found "${id}" again` };
    seen.add(id);
  }
}
