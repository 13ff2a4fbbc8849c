import { caseIndexOf, diagnose, type CaseIndex } from '../diagnose';
import type { Catalog } from '../knowledge/catalog';
import type { KnownCase } from '../knowledge/schema';
import type { Entry } from './entries';

/** How a case fares against all samples there are. */
export interface Trial {
  readonly id: string;
  /** Its own samples that do not show it, and near-misses that do. */
  readonly missed: readonly string[];
  readonly alarmed: readonly string[];
  readonly samples: number;
  readonly nearMisses: number;
  /** Samples of other cases whose answer it takes. */
  readonly taken: readonly { readonly from: string; readonly text: string }[];
  readonly others: number;
  /** Unmatched pastes that were kept, and those it would answer. */
  readonly unmatched: number;
  readonly answered: readonly string[];
}

/** Tries a case beside all others, as if it were among them already. */
export async function tryCase(tried: KnownCase, catalog: Catalog, entries: readonly Entry[]): Promise<Trial> {
  const others = catalog.cases.filter(({ id }) => id !== tried.id);
  const all = { ...catalog, cases: [...others, tried] };
  const [before, after] = [caseIndexOf(others), caseIndexOf(all.cases)];
  const answer = (text: string, index: CaseIndex) => diagnose(text, index, all);
  const isShown = (text: string) => {
    const { shown, also } = answer(text, after);
    return [...shown, ...also].some(({ id }) => id === tried.id);
  };
  const isAnswer = (text: string) => answer(text, after).shown[0]?.id === tried.id;
  const theirs = others.flatMap(({ id, samples }) => samples.match.map((text) => ({ from: id, text })));
  const unmatched = textsOf(entries);
  return {
    id: tried.id,
    missed: tried.samples.match.filter((text) => !isShown(text)),
    alarmed: tried.samples.nearMiss.filter(isAnswer),
    samples: tried.samples.match.length,
    nearMisses: tried.samples.nearMiss.length,
    taken: theirs.filter(({ from, text }) => isAnswer(text) && answer(text, before).shown[0]?.id === from),
    others: theirs.length,
    unmatched: unmatched.length,
    answered: unmatched.filter(isAnswer),
  };
}

function textsOf(entries: readonly Entry[]): string[] {
  const texts: string[] = [];
  for (const entry of entries)
    if (entry.kind === 'diagnosed' && entry.text !== undefined) texts.push(entry.text);
  return texts;
}
