import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from '../match/lexicon';
import { readQuestion } from '../match/question';
import { judgeTopics, type JudgedTopics, type TopicIndex } from '../topics';
import { chosen, type Reading } from './choose';
import { createHeard } from './heard';
import { maxQuestion } from './known-options';
import { marksOf, topicMarks } from './marks';
import { locateQueryOf, namesPlace } from './locate';
import { asOrder } from './order';
import type { Text } from './options';
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
  const scene = sceneOf(text, source, now, machines);
  return 'name' in scene ? { command: scene } : chosen(scene);
}

/** What a text can be read as; none where it is an order. */
export function textOf(
  text: string,
  source: Source,
  now: Date,
  machines: readonly Machine[] = [],
): Text | undefined {
  const scene = sceneOf(text, source, now, machines);
  return 'name' in scene ? undefined : scene;
}

/** What the front door's model is told of a text beside its words; of topics only where `isAsked`. */
export function marksIn(text: string, source: Source, now: Date, isAsked = true): string[] {
  const { heard, isPlace } = heardIn(text, source, now);
  const marks = marksOf(text, heard, isPlace);
  return isAsked ? [...marks, ...topicMarks(judged(text, source))] : marks;
}

function judged(text: string, { topicIndex }: Source): JudgedTopics {
  return judgeTopics(text.slice(0, maxQuestion), topicIndex());
}

/** A text as it was heard; an order, or a search that says all it needs, is that command at once. */
function sceneOf(text: string, source: Source, now: Date, machines: readonly Machine[]): Text | Command {
  if (text.trim() === '') return { name: 'help', reason: 'empty' };
  const order = asOrder(text);
  if (order) return order;
  const { catalog } = source;
  const { question, heard, query, isPlace } = heardIn(text, source, now);
  if (question.isOnePhrase && heard.intends('help')) return { name: 'help', reason: 'asked' };
  const queryOf = (piece: string) => heardIn(piece, source, now).query;
  const search = asSearch(text, queryOf, machines, catalog, now);
  if (search) return search;
  const paired = withPairs(query, text, source, now);
  return { text, heard, query: paired, isPlace, machines, source, topics: judged(text, source) };
}

function heardIn(text: string, { catalog, lexicon }: Source, now: Date) {
  const question = readQuestion(text, lexicon, catalog, now);
  const heard = createHeard(question);
  const query = locateQueryOf(question, heard, catalog);
  return { question, heard, query, isPlace: namesPlace(query, heard, question) };
}

function withPairs(query: LocateQuery, text: string, { catalog, lexicon }: Source, now: Date): LocateQuery {
  const isSeveral = query.families.length > 1 && query.modules.length > 1;
  return isSeveral ? { ...query, pairs: pairsOf(text, lexicon, catalog, now) } : query;
}

export type { Reading };
