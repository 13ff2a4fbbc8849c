import type { Finding, Rule } from '../rule';

export const referencesResolve: Rule = {
  name: 'references-resolve',
  description: 'every reference names a source of sources.yaml, or is the address of a public page',
  *check({ sources, stages, modules, platforms, logs, playbooks, cases }) {
    const ids = sources.value.sources.map((source) => source.id);
    for (const document of [stages, modules, platforms, ...logs, ...playbooks, ...cases])
      for (const { path, reference } of referencesIn(document.value, []))
        if (
          !/^https:\/\/[\w.-]+\//.test(reference) &&
          !ids.some(
            (id) => reference === id || reference.startsWith(`${id}:`) || reference.startsWith(`${id} `),
          )
        )
          yield {
            document,
            path,
            message: `expected a source of sources.yaml, found "${reference}"`,
            tip: `known: ${ids.join(', ')}`,
          };
  },
};

function* referencesIn(
  value: unknown,
  path: Finding['path'],
): Iterable<{ path: Finding['path']; reference: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === 'reference') yield { path: at, reference: String(child) };
    else if (key === 'references')
      for (const [index, reference] of (child as string[]).entries())
        yield { path: [...at, index], reference };
    else yield* referencesIn(child, at);
  }
}
