import type { LocateQuery } from '../command';
import { byId, partsOf, stagesOf, type Catalog, type Row } from '../knowledge/catalog';
import type { ModeId, StageId } from '../knowledge/schema';
import { scriptPlaces } from './script-places';
import { inOrder, narrowed, unique, type Places } from './selection';

/** Pure selection: which rows, and which other logs, answer a query. */
export function placesOf(query: LocateQuery, catalog: Catalog): Places {
  if (query.scripts !== undefined) return scriptPlaces(query, catalog);
  const asked = stagesAsked(query, catalog);
  const logs = logsAsked(query, catalog);
  const subjects = subjectsOf(query, logs, catalog);
  const modules = unique(subjects.flatMap((subject) => subject.modules));
  const table = catalog.rows.filter((row) => isAsked(row, query));
  const found = subjects.map((subject) => rowsOf(subject, table, asked, query.pairs));
  const rows =
    subjects.length > 0
      ? found.flatMap((each) => each.rows)
      : table.filter((row) => asked.includes(row.stage));
  const absent = subjects.flatMap((subject, index) => (found[index]?.isAbsent ? subject.modules : []));
  return {
    stages: asked.length === 0 && logs.length > 0 ? unique(rows.map((row) => row.stage)) : asked,
    modules,
    rows: inOrder(rows, catalog),
    absent: unique(absent),
    others: othersOf(query, subjects, asked.length === 0 ? modules : absent, catalog),
    undocumented: modules.filter((id) => !catalog.logs.some((log) => log.module === id)),
    open:
      subjects.length > 0 && found.every((each) => each.isAbsent)
        ? null
        : openOf(query, asked, rows, catalog),
  };
}

/** One thing asked for: a module, a group of modules, or some logs of a module. */
interface Subject {
  readonly modules: readonly string[];
  readonly logs?: readonly string[];
}

function subjectsOf(query: LocateQuery, logs: readonly string[], catalog: Catalog): Subject[] {
  const groups = query.components.map((id) => ({ modules: byId(catalog.components, id).modules }));
  const modules = unique([...query.modules, ...logs.map((id) => byId(catalog.logs, id).module)]);
  const single = modules.map((module) => {
    const own = logs.filter((id) => byId(catalog.logs, id).module === module);
    return own.length > 0 ? { modules: [module], logs: own } : { modules: [module] };
  });
  return [...single, ...groups];
}

/** A file name shared by several modules ("hyper_exporter") means those that were named beside it, if any were. */
function logsAsked(query: LocateQuery, catalog: Catalog): string[] {
  const beside = query.logs.filter((id) => query.modules.includes(byId(catalog.logs, id).module));
  return beside.length > 0 ? beside : query.logs;
}

function stagesAsked(query: LocateQuery, catalog: Catalog): StageId[] {
  const families = catalog.families.filter((family) => query.families.includes(family.id));
  if (families.length > 0) return families.flatMap((family) => narrowed(stagesOf(family), query.modes));
  return catalog.families
    .flatMap(stagesOf)
    .filter((stage) => query.modes.includes(partsOf(stage).mode as ModeId));
}

function isAsked(row: Row, query: LocateQuery): boolean {
  if (query.highPriorityOnly && !row.highPriority) return false;
  if (query.programOnly && row.log.kind !== 'program') return false;
  return query.roles.length === 0 || query.roles.includes(row.log.role);
}

type Pairs = LocateQuery['pairs'];

/** Where modules were each asked for at a stage of their own, only those combinations count. */
function isPaired({ stage, log }: Row, pairs: Pairs): boolean {
  const own = pairs.filter((pair) => pair.module === log.module);
  return own.length === 0 || own.some((pair) => pair.family === partsOf(stage).family);
}

function rowsOf(
  subject: Subject,
  table: readonly Row[],
  asked: readonly StageId[],
  pairs: Pairs,
): { rows: Row[]; isAbsent: boolean } {
  const own = table.filter((row) =>
    subject.logs ? subject.logs.includes(row.log.id) : subject.modules.includes(row.log.module),
  );
  const atStages = own.filter((row) => asked.includes(row.stage) && isPaired(row, pairs));
  return atStages.length > 0
    ? { rows: atStages, isAbsent: false }
    : { rows: own, isAbsent: asked.length > 0 };
}

function othersOf(
  query: LocateQuery,
  subjects: readonly Subject[],
  modules: readonly string[],
  catalog: Catalog,
) {
  if (query.highPriorityOnly) return [];
  return catalog.logs.filter((log) => {
    const subject = subjects.find((each) => each.modules.includes(log.module));
    if (!subject || log.stages.length > 0) return false;
    return subject.logs ? subject.logs.includes(log.id) : modules.includes(log.module);
  });
}

function openOf(
  query: LocateQuery,
  asked: readonly StageId[],
  rows: readonly Row[],
  catalog: Catalog,
): Places['open'] {
  if (
    query.families.length === 0 &&
    query.modules.length + query.components.length + query.logs.length === 0 &&
    asked.length > 0
  )
    return { question: 'stage', options: unique(asked.map((stage) => partsOf(stage).family)) };
  if (query.families.length === 0) return null;
  // Only the modes that have rows here: choosing another would narrow to nothing.
  const modes = catalog.modes
    .map((mode) => mode.id)
    .filter((id) => rows.some((row) => partsOf(row.stage).mode === id));
  const isOpen = modes.length > 1 && !modes.every((mode) => query.modes.includes(mode));
  return isOpen ? { question: 'storage-mode', options: modes } : null;
}
