import type { Catalog } from '../knowledge/catalog';
import type { KnownCase, StageId } from '../knowledge/schema';
import type { CaseIndex } from './case-index';
import { clean, maxPasteLength } from './clean';
import { factsOf, type Facts } from './facts';
import { rank, type Ranked } from './rank';
import { judge, type Judged } from './verdict';

/** What is known of a paste. */
export interface Diagnosis extends Judged {
  /** The best ranked cases whatever the verdict, up to five. */
  readonly ranked: readonly Ranked[];
  readonly facts: Facts;
  readonly stages: readonly StageId[];
  /** Ids of the logs to read. */
  readonly logs: readonly string[];
  /** Characters that were not read, where the paste was longer than can be. */
  readonly unread: number;
}

/** Reads a paste: known cases, facts, probable stages, logs. Of a long one the beginning and the end. */
export function diagnose(text: string, index: CaseIndex, catalog: Catalog): Diagnosis {
  const cleaned = clean(shortened(text));
  const ranking = rank(cleaned, index);
  const judged = judge(ranking, index);
  const facts = factsOf(cleaned, catalog);
  const known = judged.shown.flatMap(({ id }) => index.cases.find((each) => each.id === id) ?? []);
  return {
    ...judged,
    ranked: ranking.ranked.slice(0, 5),
    facts,
    stages: stagesOf(known, facts, catalog),
    logs: logsOf(known, facts, catalog),
    unread: Math.max(0, text.length - maxPasteLength),
  };
}

function shortened(text: string): string {
  if (text.length <= maxPasteLength) return text;
  return `${text.slice(0, maxPasteLength / 2)}\n${text.slice(-maxPasteLength / 2)}`;
}

function stagesOf(known: readonly KnownCase[], { modules }: Facts, catalog: Catalog): StageId[] {
  const named = known.flatMap((each) => each.stages).filter((stage) => stage !== 'any');
  if (named.length > 0) return [...new Set(named)];
  return [
    ...new Set(
      catalog.rows
        .filter((row) => modules.includes(row.log.module) && row.highPriority)
        .map((row) => row.stage),
    ),
  ];
}

function logsOf(known: readonly KnownCase[], { modules }: Facts, catalog: Catalog): string[] {
  const named = [...new Set(known.flatMap((each) => each.logs))];
  if (named.length > 0) return named;
  return catalog.logs.filter((log) => modules.includes(log.module)).map((log) => log.id);
}

export type { CaseIndex };
export { caseIndexOf } from './case-index';
