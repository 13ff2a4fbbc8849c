import type { LocateQuery } from '../command';
import type { IntentId } from '../knowledge/schema';
import type { Meaning } from '../match/meaning';
import type { Question } from '../match/question';

/** The meanings of a question, by kind. */
export interface Heard {
  of<Kind extends Meaning['kind']>(kind: Kind): Extract<Meaning, { kind: Kind }>[];
  ids<Kind extends Extract<Meaning, { id: string }>['kind']>(
    kind: Kind,
  ): Extract<Meaning, { kind: Kind }>['id'][];
  intends(intent: IntentId): boolean;
}

export function createHeard({ meanings: all }: Question): Heard {
  const of = <Kind extends Meaning['kind']>(kind: Kind) =>
    all.filter((meaning): meaning is Extract<Meaning, { kind: Kind }> => meaning.kind === kind);
  return {
    of,
    ids: (kind) => [...new Set(of(kind).map((meaning) => (meaning as { id: never }).id))],
    intends: (intent) => of('intent').some((meaning) => meaning.id === intent),
  };
}

/** Is a log asked for, by the word or by its name? */
export function asksForLog(heard: Heard, { logs }: Pick<LocateQuery, 'logs'>): boolean {
  return heard.intends('log') || heard.intends('high-priority') || logs.length > 0;
}
