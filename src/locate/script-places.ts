import type { LocateQuery } from '../command';
import { byId, partsOf, stagesOf, type Catalog, type Row } from '../knowledge/catalog';
import type { EngineId } from '../knowledge/schema';
import { inOrder, narrowed, unique, type Places } from './selection';

/** Pre- and post-scripts run at host boot, and log where the engine generation says. */
export function scriptPlaces(query: LocateQuery, catalog: Catalog): Places {
  const family = byId(catalog.families, catalog.scripts.stage);
  const stages = narrowed(stagesOf(family), query.modes);
  const logOf = (engine: EngineId) => byId(catalog.engines, engine).scriptLog;
  const platformRows = query.platforms
    .flatMap((id) => byId(catalog.platforms, id).rows)
    .filter((row) => query.engines.length === 0 || query.engines.includes(row.engine));
  const isScriptLog = ({ stage, log }: Row) =>
    platformRows.length > 0
      ? platformRows.some((row) => row.storage === partsOf(stage).mode && logOf(row.engine) === log.id)
      : catalog.engines.some(
          (engine) =>
            (query.engines.length === 0 || query.engines.includes(engine.id)) && engine.scriptLog === log.id,
        );
  const rows = catalog.rows.filter((row) => stages.includes(row.stage) && isScriptLog(row));
  const isOpen = query.engines.length + platformRows.length === 0;
  return {
    stages,
    modules: unique(rows.map((row) => row.log.module)),
    rows: inOrder(rows, catalog),
    absent: [],
    others: [],
    undocumented: [],
    open: isOpen ? { question: 'engine', options: catalog.engines.map((engine) => engine.id) } : null,
  };
}
