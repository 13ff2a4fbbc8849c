import type {
  Family,
  FamilyId,
  FileOf,
  KnownCase,
  Log,
  Mode,
  ModeId,
  Module,
  Platform,
  Playbook,
  RoleId,
  StageId,
  Topic,
} from './schema';
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
  readonly cases: readonly KnownCase[];
  readonly topics: readonly Topic[];
  readonly words: FileOf<'words'>;
  readonly concepts: FileOf<'concepts'>['concepts'];
  readonly sources: FileOf<'sources'>['sources'];
}

/** The contents of the knowledge files. */
export interface KnowledgeValues {
  readonly stages: FileOf<'stages'>;
  readonly modules: FileOf<'modules'>;
  readonly platforms: FileOf<'platforms'>;
  readonly words: FileOf<'words'>;
  readonly concepts: FileOf<'concepts'>;
  readonly sources: FileOf<'sources'>;
  readonly logs: readonly FileOf<'logs'>[];
  readonly playbooks: readonly FileOf<'playbook'>[];
  readonly cases: readonly FileOf<'case'>[];
  readonly topics: readonly FileOf<'topics'>[];
}

export function catalogOf(values: KnowledgeValues): Catalog {
  const { modes, stages } = values.stages;
  const { modules, roles, components, undocumented } = values.modules;
  const { platforms, engines, imageTypes, imageBuilds, scripts } = values.platforms;
  const logs = modules.flatMap((module) => logsOf(module.id, values));
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
    playbooks: values.playbooks,
    cases: values.cases,
    topics: values.topics.flatMap(({ source, topics }) => topics.map((topic) => ({ source, ...topic }))),
    words: values.words,
    concepts: values.concepts.concepts,
    sources: values.sources.sources,
  };
}

function logsOf(module: string, { logs }: KnowledgeValues): Log[] {
  const file = logs.find((each) => each.module === module);
  return (file?.logs ?? []).map((log) => ({ ...log, module }));
}

/** High Priority first, then the order of the data flow. */
function rowsAt(stage: StageId, logs: readonly Log[]): Row[] {
  const rows = logs.flatMap((log) =>
    log.stages
      .filter((at) => at.id === stage)
      .map((at) => ({ stage, highPriority: at.highPriority === true, log })),
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
