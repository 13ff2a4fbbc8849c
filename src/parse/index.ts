import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from '../match/lexicon';
import { readQuestion } from '../match/question';
import { asDiagnosis } from './diagnose';
import { createHeard } from './heard';
import { locateQueryOf, namesPlace } from './locate';
import { asOrder } from './order';
import { pairsOf } from './pairs';
import { asPlatform } from './platform';
import { asPlaybook } from './playbook';
import { asSearch } from './search';
import type { Machine } from './search-place';

/** What parsing reads from: the same knowledge that answers. */
export interface Source {
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  readonly caseIndex: () => CaseIndex;
}

/** What a person wrote, as a command. A text that names nothing known becomes help, never a guess. */
export function parse(text: string, source: Source, now: Date, machines: readonly Machine[] = []): Command {
  if (text.trim() === '') return { name: 'help', reason: 'empty' };
  const order = asOrder(text);
  if (order) return order;
  const { catalog, lexicon } = source;
  const question = readQuestion(text, lexicon, catalog, now);
  const heard = createHeard(question);
  if (question.isOnePhrase && heard.intends('help')) return { name: 'help', reason: 'asked' };
  const queryOf = (piece: string) => {
    const read = readQuestion(piece, lexicon, catalog, now);
    return locateQueryOf(read, createHeard(read), catalog);
  };
  const query = withPairs(locateQueryOf(question, heard, catalog), text, source, now);
  const isPlace = namesPlace(query, heard, question);
  return (
    asSearch(text, queryOf, machines, catalog, now) ??
    asDiagnosis(text, heard, query, isPlace, source.caseIndex) ??
    asPlaybook(heard, query, catalog) ??
    asPlatform(heard, query) ??
    (isPlace ? { name: 'locate', query } : { name: 'help', reason: 'nothing-known' })
  );
}

function withPairs(query: LocateQuery, text: string, { catalog, lexicon }: Source, now: Date): LocateQuery {
  const isSeveral = query.families.length > 1 && query.modules.length > 1;
  return isSeveral ? { ...query, pairs: pairsOf(text, lexicon, catalog, now) } : query;
}
