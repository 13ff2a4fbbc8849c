import { partsOf, type Catalog } from '../knowledge/catalog';
import type { FamilyId, StageId } from '../knowledge/schema';
import { inOrder, isError, type Event } from './events';

/** A service that should have told of the request and did not. */
export interface Gap {
  readonly service: string;
  /** Since when: the log's last entry, or the request's first one elsewhere; ISO 8601. */
  readonly after: string;
}

/** What a request's records tell together. */
export interface Findings {
  readonly events: readonly Event[];
  /** Logs in the order in which the request reached them. */
  readonly services: readonly string[];
  readonly firstError: Event | undefined;
  readonly gaps: readonly Gap[];
  /** One service failed, several did, or nothing says. */
  readonly verdict: 'single' | 'cross' | 'unknown';
}

/** A log that was read, and when it last changed, in seconds since 1970. */
export interface ReadLog {
  readonly log: string;
  readonly changed: number;
}

export function findingsOf(
  found: readonly Event[],
  read: readonly ReadLog[],
  family: FamilyId | undefined,
  isComplete: boolean,
  catalog: Catalog,
): Findings {
  const events = inOrder(found);
  const own = events.filter(({ isBeside }) => !isBeside);
  const services = [...new Set(own.map(({ log }) => log))];
  const firstError = own.find(isError);
  const failing = new Set(own.filter(isError).map(({ log }) => log));
  const verdict = failing.size > 1 ? 'cross' : failing.size === 1 && isComplete ? 'single' : 'unknown';
  return { events, services, firstError, gaps: gapsIn(own, services, read, family, catalog), verdict };
}

function gapsIn(
  events: readonly Event[],
  services: readonly string[],
  read: readonly ReadLog[],
  family: FamilyId | undefined,
  catalog: Catalog,
): Gap[] {
  const first = events.find(({ at }) => at !== undefined)?.at;
  if (first === undefined) return [];
  const expected = expectedAt(services, family, catalog);
  return read
    .filter(({ log }) => expected.has(log) && !services.includes(log))
    .map(({ log, changed }) => ({
      service: log,
      after: new Date(Math.min(changed * 1_000, first)).toISOString(),
    }));
}

/** Fewest services seen from which the stage can be told. */
const fewestSeen = 2;

/** The logs to read first at the stage: the one that was named, or the one that most of the services seen belong to. */
function expectedAt(
  services: readonly string[],
  family: FamilyId | undefined,
  { rows }: Catalog,
): ReadonlySet<string> {
  const stages = [...new Set(rows.map(({ stage }) => stage))].filter(
    (stage) => family === undefined || partsOf(stage).family === family,
  );
  const seen = (stage: StageId) =>
    rows.filter((row) => row.stage === stage && services.includes(row.log.id)).length;
  const [best] = [...stages].sort((a, b) => seen(b) - seen(a));
  if (best === undefined || (family === undefined && seen(best) < fewestSeen)) return new Set();
  return new Set(rows.filter((row) => row.stage === best && row.highPriority).map(({ log }) => log.id));
}
