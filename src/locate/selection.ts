import type { Catalog, Row } from '../knowledge/catalog';
import { partsOf } from '../knowledge/catalog';
import type { ModeId, StageId } from '../knowledge/schema';

/** What the catalogue holds for a query, before anything is worded. */
export interface Places {
  /** The stages asked for; where a log alone was asked for, those that use it. */
  readonly stages: readonly StageId[];
  readonly modules: readonly string[];
  /** Rows of the stage table, in the order of the answer. */
  readonly rows: readonly Row[];
  /** Modules asked for that have no row at the stages asked for; `rows` then holds where they do log. */
  readonly absent: readonly string[];
  /** Logs the stage table lacks. */
  readonly others: readonly Catalog['logs'][number][];
  /** Modules of which no document names a log. */
  readonly undocumented: readonly string[];
  /** What the query leaves open and would narrow the answer. */
  readonly open: null | {
    readonly question: 'storage-mode' | 'stage' | 'engine';
    readonly options: readonly string[];
  };
}

/** The stages of the modes asked for, or all of them where the family does not have those modes. */
export function narrowed(stages: StageId[], modes: readonly ModeId[]): StageId[] {
  const fitting = stages.filter((stage) => modes.includes(partsOf(stage).mode as ModeId));
  return fitting.length > 0 ? fitting : stages;
}

/** The table's own order: by stage, High Priority first, then the data flow; each row once. */
export function inOrder(rows: readonly Row[], catalog: Catalog): Row[] {
  return catalog.rows.filter((row) => rows.includes(row));
}

export function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
