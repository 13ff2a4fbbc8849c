import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from '../match/lexicon';
import { readQuestion } from '../match/question';
import { asDiagnosis } from './diagnose';
import { route, type Intent } from '../route';
import { judgeTopics, type JudgedTopics, type TopicIndex } from '../topics';
import { createHeard, type Heard } from './heard';
import { locateQueryOf, namesPlace } from './locate';
import { asOrder } from './order';
import { pairsOf } from './pairs';
import { asPlatform } from './platform';
import { asPlaybook } from './playbook';
import { asRouted } from './routed';
import { asSearch } from './search';
import type { Machine } from './search-place';
import { asTopic } from './topic';

/** What parsing reads from: the same knowledge that answers. */
export interface Source {
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  readonly caseIndex: () => CaseIndex;
  readonly topicIndex: () => TopicIndex;
}

/** What a person wrote as a command, and as another where it can be read in two ways. */
export interface Reading {
  readonly command: Command;
  readonly other?: Command;
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
  const routed = route(text);
  const isForeign = heard.of('foreign').length > 0 || routed.intent === 'unrelated';
  const judged = text.length > maxQuestion ? unknownTopic : judgeTopics(text, source.topicIndex(), isForeign);
  const topic = asTopic(judged);
  const scene = { text, heard, query, catalog, machines };
  const wanted = asRouted(routed, {
    ...scene,
    rival: isPlace || judged.verdict === 'match' ? 'known' : 'some',
  });
  const diagnosis = asDiagnosis(text, heard, query, isPlace, source.caseIndex);
  // What shows an error is one, whatever else its words may want.
  if (wanted && !(diagnosis && overruled.has(routed.intent))) return { command: wanted };
  const guide = asPlaybook(heard, query, catalog) ?? asPlatform(heard, query);
  const place: Command | undefined = isPlace ? { name: 'locate', query } : undefined;
  const other = guide ?? place;
  const least = leastOver({ text, diagnosis, other, heard, query });
  if (topic && judged.confidence >= least) return { command: topic, ...(other ? { other } : {}) };
  const command = diagnosis ?? other;
  // Where a topic could have been meant, and nearly was, it is offered.
  const isNear = least <= 1 && judged.confidence >= leastOffered;
  if (command) return { command, ...(topic && isNear ? { other: topic } : {}) };
  const left = asRouted(routed, { ...scene, rival: 'none' });
  return { command: left ?? { name: 'help', reason: 'nothing-known' } };
}

/** What the words of an error are easily taken for. */
const overruled: ReadonlySet<Intent> = new Set(['unrelated', 'trace', 'help', 'tickets', 'search']);

/** How sure a topic must be to be offered beside another answer. */
const leastOffered = 0.6;

/** Longest text that can be a question to a topic, in characters. */
const maxQuestion = 300;
const unknownTopic: JudgedTopics = { verdict: 'unknown', confidence: 0, topics: [] };

interface Rivals {
  readonly text: string;
  readonly diagnosis: Command | undefined;
  readonly other: Command | undefined;
  readonly heard: Heard;
  readonly query: LocateQuery;
}

/** How sure a topic must be to be the answer, beside what else a text can be read as. */
function leastOver({ text, diagnosis, other, heard, query }: Rivals): number {
  const never = 2;
  if (heard.intends('log') || heard.intends('high-priority') || query.logs.length > 0) return never;
  if (query.scripts !== undefined) return never;
  // Who asks for the matrix, or to be led, gets that; a topic only tells of it.
  if (other?.name === 'platform' || other?.name === 'playbook') return never;
  if (diagnosis)
    return /[?？吗呢]|^(?:what|which|why|how|can|is|are|do|does|should|will|when|where)\b|什么|怎么|如何|为什么|哪|能不能|可以|是否|多少/i.test(
      text,
    )
      ? 0.9
      : never;
  if (!other) return 0;
  // What a module is, and where it logs, its own answer says.
  return query.modules.length + query.components.length > 0 ? never : 0.8;
}

function withPairs(query: LocateQuery, text: string, { catalog, lexicon }: Source, now: Date): LocateQuery {
  const isSeveral = query.families.length > 1 && query.modules.length > 1;
  return isSeveral ? { ...query, pairs: pairsOf(text, lexicon, catalog, now) } : query;
}
