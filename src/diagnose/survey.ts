import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Catalog } from '../knowledge/catalog';
import type { CaseIndex } from './case-index';
import { clean } from './clean';
import { concluded, mostRanked, type Diagnosis } from './conclude';
import { explain, type Explained } from './explain';
import { errorsIn, type LoggedError } from './records';
import { rank } from './rank';
import { judge, mostCandidates, type Judged } from './verdict';

/** Longest text of errors from which facts are read, in characters. */
const maxFactText = 16_000;

/** An error of a log, and what it is. */
interface Read {
  readonly error: LoggedError;
  readonly judged: Judged;
  readonly best: readonly Explained[];
}

/** Diagnoses a whole log: its distinct errors, the most telling case first. Other work goes on beside it. */
export async function survey(
  text: string,
  index: CaseIndex,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const { errors, lines, unread } = await errorsIn(text, signal);
  const read: Read[] = [];
  for (const error of errors) {
    const ranking = rank(clean(error.text), index);
    const best = explain(ranking.ranked.slice(0, mostCandidates), ranking.words, index);
    read.push({ error, judged: judge(ranking, index), best });
    await nextTurn(undefined, { signal });
  }
  const known = read.filter(({ judged }) => judged.verdict !== 'unknown');
  const found = mostTelling(known, index);
  const [first] = found;
  const ranked = unique(first ? found.flatMap(shownOf) : nearest(read)).slice(0, mostRanked);
  const told = (first ? [first, ...read] : read).map(({ error }) => error.text).join('\n');
  return {
    ...concluded(clean(told.slice(0, maxFactText)), first?.judged ?? unknown, ranked, catalog),
    also: ranked.slice(1),
    log: {
      lines,
      unread,
      errors: [...new Set([...found, ...read])].map(({ error, judged }) => ({
        ...error,
        case: judged.shown[0]?.id,
      })),
    },
  };
}

const unknown: Judged = { verdict: 'unknown', confidence: 0, shown: [], also: [] };

/** What only wraps another case that shows comes last; of the others the surest first, then the one told first. */
function mostTelling(known: readonly Read[], { wraps }: CaseIndex): Read[] {
  const idOf = ({ judged }: Read) => judged.shown[0]?.id ?? '';
  const ids = new Set(known.map(idOf));
  const isWrapper = (each: Read) => [...(wraps.get(idOf(each)) ?? [])].some((id) => ids.has(id));
  const sureness = ({ judged }: Read) => Math.round(judged.confidence * 10);
  return [...known].sort(
    (a, b) =>
      Number(isWrapper(a)) - Number(isWrapper(b)) || sureness(b) - sureness(a) || a.error.line - b.error.line,
  );
}

function shownOf({ judged, best }: Read): Explained[] {
  return best.filter(({ id }) => judged.shown.some((shown) => shown.id === id));
}

function nearest(read: readonly Read[]): Explained[] {
  return read.flatMap(({ best }) => best.slice(0, 1)).sort((a, b) => b.score - a.score);
}

function unique(ranked: readonly Explained[]): Explained[] {
  return [...new Map(ranked.map((each) => [each.id, each])).values()];
}
