import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from '../match/lexicon';
import { readQuestion } from '../match/question';
import type { TopicIndex } from '../topics';
import { chosen, type Reading } from './choose';
import { createHeard } from './heard';
import { locateQueryOf, namesPlace } from './locate';
import { asOrder } from './order';
import { pairsOf } from './pairs';
import { asSearch } from './search';
import type { Machine } from './search-place';

/** What parsing reads from: the same knowledge that answers. */
export interface Source {
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  readonly caseIndex: () => CaseIndex;
  readonly topicIndex: () => TopicIndex;
}

/** What a person wrote, as a command. */
export function parse(text: string, source: Source, now: Date, machines: readonly Machine[] = []): Command {
  return readingOf(text, source, now, machines).command;
}

/** The most useful reading of a text, with the next. A text that names nothing known becomes help, never a guess. */
export function readingOf(
  text: string,
  source: Source,
  now: Date,
  machines: readonly Machine[] = [],
): Reading {
  if (text.trim() === '') return { command: { name: 'help', reason: 'empty' } };
  const order = asOrder(text);
  if (order) return { command: order };
  const { catalog, lexicon } = source;
  const question = readQuestion(text, lexicon, catalog, now);
  const heard = createHeard(question);
  if (question.isOnePhrase && heard.intends('help')) return { command: { name: 'help', reason: 'asked' } };
  const queryOf = (piece: string) => {
    const read = readQuestion(piece, lexicon, catalog, now);
    return locateQueryOf(read, createHeard(read), catalog);
  };
  const query = withPairs(locateQueryOf(question, heard, catalog), text, source, now);
  const isPlace = namesPlace(query, heard, question);
  const search = asSearch(text, queryOf, machines, catalog, now);
  if (search) return { command: search };
  return chosen({ text, heard, query, isPlace, machines, source });
}

function withPairs(query: LocateQuery, text: string, { catalog, lexicon }: Source, now: Date): LocateQuery {
  const isSeveral = query.families.length > 1 && query.modules.length > 1;
  return isSeveral ? { ...query, pairs: pairsOf(text, lexicon, catalog, now) } : query;
}

export type { Reading };
