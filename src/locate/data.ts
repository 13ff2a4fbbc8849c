import type { LocateQuery } from '../command';
import type { Log, StageId } from '../knowledge/schema';
import type { Catalog } from '../knowledge/catalog';
import { fillPath } from './fill';
import type { Places } from './selection';

/** The machine-readable answer: the same in every language (`note` is English). */
export function locateData(places: Places, query: LocateQuery, catalog: Catalog) {
  return {
    stages: places.stages,
    modules: places.modules,
    logs: [
      ...places.rows.map((row) => entry(row.log, query, row.stage, row.highPriority)),
      ...places.others.map((log) => entry(log, query, null, false)),
      ...places.undocumented.map((module) => undocumentedEntry(module, catalog)),
    ],
    clarify: places.open,
  };
}

/** `documented` is true for the rows of the stage table only. */
function entry(log: Log, query: LocateQuery, stage: StageId | null, highPriority: boolean) {
  const { module, source, component, role, kind } = log;
  const path = fillPath(log.path, query);
  return {
    stage,
    module,
    source,
    component,
    role,
    kind,
    path,
    highPriority,
    note: log.check?.en ?? null,
    documented: stage !== null,
  };
}

function undocumentedEntry(module: string, catalog: Catalog) {
  const path = undocumentedPath(module, catalog);
  const note = 'No document names a log of this module; this is where console services log.';
  return {
    stage: null,
    module,
    source: module,
    component: module,
    role: 'console',
    kind: 'program',
    path,
    highPriority: false,
    note,
    documented: false,
  };
}

/** Where console services put their logs: a place to look for a module without a documented one. */
export function undocumentedPath(module: string, catalog: Catalog): string {
  return catalog.undocumentedPattern.replace('<module>', module);
}
