import type { LocateQuery } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from '../match/lexicon';
import { readQuestion } from '../match/question';
import { createHeard } from './heard';
import { locateQueryOf } from './locate';

/** "Which porter log for the sync? And which unicloud log for the boot?": each module with the stage of its own clause. */
export function pairsOf(text: string, lexicon: Lexicon, catalog: Catalog, now: Date): LocateQuery['pairs'] {
  const clauses = text.split(/[?？;；。!！\n,，]|(?<=\s)and\s/).filter((clause) => clause.trim() !== '');
  if (clauses.length < 2) return [];
  const queries = clauses.map((clause) => {
    const question = readQuestion(clause, lexicon, catalog, now);
    return locateQueryOf(question, createHeard(question), catalog);
  });
  const telling = queries.filter(({ modules, families }) => modules.length > 0 || families.length > 0);
  const isPaired =
    telling.length > 1 && telling.every(({ modules, families }) => modules.length > 0 && families.length > 0);
  if (!isPaired) return [];
  const pairs = telling.flatMap(({ modules, families }) =>
    modules.flatMap((module) => families.map((family) => ({ module, family }))),
  );
  return pairs.slice(0, 6);
}
