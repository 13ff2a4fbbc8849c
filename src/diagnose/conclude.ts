import { byId, type Catalog } from '../knowledge/catalog';
import type { KnownCase, StageId } from '../knowledge/schema';
import { factsOf, type Facts } from './facts';
import type { Explained } from './explain';
import type { Judged } from './verdict';

/** Most cases that are told of, whatever the verdict. */
export const mostRanked = 5;

/** What is known of a paste. */
export interface Diagnosis extends Judged {
  /** The best ranked cases whatever the verdict, up to five. */
  readonly ranked: readonly Explained[];
  readonly facts: Facts;
  readonly stages: readonly StageId[];
  /** Ids of the logs to read. */
  readonly logs: readonly string[];
  /** Of a whole log: its distinct errors, the most telling first. */
  readonly log?: {
    readonly lines: number;
    readonly unread: number;
    readonly errors: readonly {
      readonly text: string;
      readonly line: number;
      readonly count: number;
      readonly case: string | undefined;
    }[];
  };
}

/** A verdict with the facts of the cleaned text it was given of, and the stages and logs that both lead to. */
export function concluded(
  text: string,
  judged: Judged,
  ranked: readonly Explained[],
  catalog: Catalog,
): Diagnosis {
  const facts = factsOf(text, catalog);
  const known = judged.shown.map(({ id }) => byId(catalog.cases, id));
  return {
    ...judged,
    ranked,
    facts,
    stages: stagesOf(known, facts, catalog),
    logs: logsOf(known, facts, catalog),
  };
}

function stagesOf(known: readonly KnownCase[], { modules }: Facts, catalog: Catalog): StageId[] {
  const named = known.flatMap((each) => each.stages).filter((stage) => stage !== 'any');
  if (named.length > 0) return [...new Set(named)];
  const rows = catalog.rows.filter((row) => modules.includes(row.log.module) && row.highPriority);
  return [...new Set(rows.map((row) => row.stage))];
}

function logsOf(known: readonly KnownCase[], { modules }: Facts, catalog: Catalog): string[] {
  const named = [...new Set(known.flatMap((each) => each.logs))];
  if (named.length > 0) return named;
  return catalog.logs.filter((log) => modules.includes(log.module)).map((log) => log.id);
}
