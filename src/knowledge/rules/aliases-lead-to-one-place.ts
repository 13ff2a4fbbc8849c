import type { Path } from '../../document';
import type { Finding, KnowledgeFiles, Rule } from '../rule';

/**
 * Names of stages, modes, modules and their groups decide a place, so two of them may not share a word. Only a stage and
 * a storage mode may: one phrase can say both ("object storage gateway image").
 */
export const aliasesLeadToOnePlace: Rule = {
  name: 'aliases-lead-to-one-place',
  description:
    'no alias of a stage, storage mode, module or component stands for two of them, but for a stage with its mode',
  *check(files) {
    const owners = new Map<string, string[]>();
    for (const { alias, owner, document, path } of placeAliases(files)) {
      const key = alias.toLowerCase().replace(/[\s_-]+/g, ' ');
      const others = owners.get(key) ?? [];
      const clash = others.find((other) => other !== owner && !areStageAndMode(other, owner));
      const message = `expected "${alias}" to mean one thing, found it for ${clash} and ${owner}`;
      if (clash !== undefined) yield { document, path, message };
      owners.set(key, [...others, owner]);
    }
  },
};

function areStageAndMode(...owners: readonly [string, string]): boolean {
  return (
    owners.some((owner) => owner.startsWith('stage ')) &&
    owners.some((owner) => owner.startsWith('storage mode '))
  );
}

interface PlaceAlias extends Pick<Finding, 'document' | 'path'> {
  readonly alias: string;
  readonly owner: string;
}

function* placeAliases({ stages, modules }: KnowledgeFiles): Iterable<PlaceAlias> {
  const { stages: families, modes } = stages.value;
  for (const [index, { id, aliases, hints }] of families.entries()) {
    yield* each(stages, ['stages', index, 'aliases'], `stage ${id}`, aliases);
    yield* each(stages, ['stages', index, 'hints'], `stage ${id}`, hints);
  }
  for (const [index, { id, aliases }] of modes.entries())
    yield* each(stages, ['modes', index, 'aliases'], `storage mode ${id}`, aliases);
  for (const key of ['modules', 'components'] as const)
    for (const [index, { id, aliases }] of modules.value[key].entries())
      yield* each(modules, [key, index, 'aliases'], id, aliases);
}

function* each(
  document: Finding['document'],
  path: Path,
  owner: string,
  aliases: readonly string[],
): Iterable<PlaceAlias> {
  for (const [index, alias] of aliases.entries()) yield { document, path: [...path, index], owner, alias };
}
