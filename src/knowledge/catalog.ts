import type { KnowledgeFiles } from './load';
import type { Family, FamilyId, FileOf, Log, Mode, ModeId, Module, Platform, Playbook, RoleId, StageId } from './schema';
import type { Text } from '../language';

/** One row of the stage table: a log, read at a stage. */
export interface Row {
  readonly stage: StageId;
  readonly highPriority: boolean;
  readonly log: Log;
}

/** The knowledge, checked and ready to be asked. Lists keep the order of the data flow. */
export interface Catalog {
  readonly families: readonly Family[];
  readonly modes: readonly Mode[];
  readonly modules: readonly Module[];
  readonly roles: FileOf<'modules'>['roles'];
  readonly components: FileOf<'modules'>['components'];
  readonly undocumentedPattern: string;
  /** Every log, those the stage table lacks included. */
  readonly logs: readonly Log[];
  /** The stage table. */
  readonly rows: readonly Row[];
  readonly platforms: readonly Platform[];
  readonly engines: FileOf<'platforms'>['engines'];
  readonly imageTypes: FileOf<'platforms'>['imageTypes'];
  readonly imageBuilds: FileOf<'platforms'>['imageBuilds'];
  readonly scripts: FileOf<'platforms'>['scripts'];
  readonly playbooks: readonly Playbook[];
  readonly words: FileOf<'words'>;
  readonly sources: FileOf<'sources'>['sources'];
}

export function catalogOf(files: KnowledgeFiles): Catalog {
  const { modes, stages } = files.stages.value;
  const { modules, roles, components, undocumented } = files.modules.value;
  const { platforms, engines, imageTypes, imageBuilds, scripts } = files.platforms.value;
  const logs = modules.flatMap((module) => logsOf(module.id, files));
  return {
    families: stages,
    modes,
    modules,
    roles,
    components,
    undocumentedPattern: undocumented.pattern,
    logs,
    rows: stages.flatMap((family) => stagesOf(family).flatMap((stage) => rowsAt(stage, logs))),
    platforms,
    engines,
    imageTypes,
    imageBuilds,
    scripts,
    playbooks: files.playbooks.map((document) => document.value),
    words: files.words.value,
    sources: files.sources.value.sources,
  };
}

function logsOf(module: string, files: KnowledgeFiles): Log[] {
  const document = files.logs.find((each) => each.value.module === module);
  return (document?.value.logs ?? []).map((log) => ({ ...log, module }));
}

/** High Priority first, then the order of the data flow. */
function rowsAt(stage: StageId, logs: readonly Log[]): Row[] {
  const rows = logs.flatMap((log) =>
    log.stages.filter((at) => at.id === stage).map((at) => ({ stage, highPriority: at.highPriority === true, log })),
  );
  return [...rows.filter((row) => row.highPriority), ...rows.filter((row) => !row.highPriority)];
}

/** The stage ids of a family: one a mode, or the family itself where it has no modes. */
export function stagesOf(family: Family): StageId[] {
  if (family.modes.length === 0) return [family.id as StageId];
  return family.modes.map((mode) => `${family.id}-${mode}` as StageId);
}

/** A stage id taken apart. */
export function partsOf(stage: StageId): { family: FamilyId; mode?: ModeId } {
  const [family, mode] = stage.split('-') as [FamilyId, ModeId?];
  return mode ? { family, mode } : { family };
}

/** The entry with an id that the linter has shown to exist. */
export function byId<Entry extends { readonly id: string }>(entries: readonly Entry[], id: string): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new Error(`no entry "${id}" in the knowledge`);
  return found;
}

export function nameOfRole(catalog: Catalog, role: RoleId): Text {
  return byId(catalog.roles, role).name;
}
