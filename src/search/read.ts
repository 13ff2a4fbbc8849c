import { diagnose, type CaseIndex } from '../diagnose';
import { factsOf } from '../diagnose/facts';
import type { Catalog } from '../knowledge/catalog';
import type { Searched } from './run';

/** A searched file with the known cases that show in it. */
export type Read = Searched & { readonly cases: readonly { readonly id: string; readonly score: number }[] };

/** Longest text of excerpts that is diagnosed, and that ids are taken from, in characters. */
const maxDiagnosed = 12_000;
const maxFactText = 64_000;

/** Known causes in what was found; a verdict short of a match is none. */
export function withCases(searched: Searched, index: CaseIndex, catalog: Catalog): Read {
  const text = textOf(searched).slice(-maxDiagnosed);
  if (text.trim() === '') return { ...searched, cases: [] };
  const { verdict, shown } = diagnose(text, index, catalog);
  return { ...searched, cases: verdict === 'match' ? shown.map(({ id, score }) => ({ id, score })) : [] };
}

export interface Ids {
  readonly requestIds: readonly string[];
  readonly resources: readonly { readonly kind: string; readonly id: string }[];
}

/** The ids that stand in the excerpts, those of requests first. */
export function idsIn(read: readonly Searched[], catalog: Catalog): Ids {
  const { requestIds, resources } = factsOf(read.map(textOf).join('\n').slice(-maxFactText), catalog);
  return { requestIds, resources };
}

export function textOf({ excerpts }: Searched): string {
  return excerpts.flatMap(({ lines }) => lines).join('\n');
}

export function hitsShown({ excerpts }: Searched): number {
  return excerpts.reduce((sum, { hits }) => sum + hits.length, 0);
}

/** It could not be read; a log that is not there is no failure. */
export function hasFailed({ outcome }: Searched): boolean {
  return !('hits' in outcome) && outcome.kind !== 'no-such-file';
}
