import type { Command, LocateQuery } from '../command';
import { route, type Intent } from '../route';
import { judgeTopics, type JudgedTopics } from '../topics';
import { asDiagnosis } from './diagnose';
import type { Heard } from './heard';
import type { Source } from './index';
import { asPlatform } from './platform';
import { asPlaybook } from './playbook';
import { asRouted } from './routed';
import type { Machine } from './search-place';
import { asTopic } from './topic';

/** What a person wrote as a command, and as another where it can be read in two ways. */
export interface Reading {
  readonly command: Command;
  readonly other?: Command;
}

/** A text that is no order and no search, as it was heard. */
export interface Text {
  readonly text: string;
  readonly heard: Heard;
  readonly query: LocateQuery;
  /** It names a place. */
  readonly isPlace: boolean;
  readonly machines: readonly Machine[];
  readonly source: Source;
}

/** The most useful of what a text can be read as, with the next. */
export function chosen({ text, heard, query, isPlace, machines, source }: Text): Reading {
  const { catalog } = source;
  const routed = route(text);
  const isForeign = heard.of('foreign').length > 0 || routed.intent === 'unrelated';
  // Most texts name a place and are about nothing else: they do not wait for the topics.
  let judged: JudgedTopics | undefined;
  const judge = () =>
    (judged ??= text.length > maxQuestion ? unknownTopic : judgeTopics(text, source.topicIndex(), isForeign));
  const scene = { text, heard, query, catalog, machines };
  const isKnown = () => isPlace || judge().verdict === 'match';
  const wanted =
    routed.intent === 'other'
      ? undefined
      : asRouted(routed, { ...scene, rival: isKnown() ? 'known' : 'some' });
  const diagnosis = asDiagnosis(text, heard, query, isPlace, source.caseIndex);
  // What shows an error is one, whatever else its words may want.
  if (wanted && !(diagnosis && overruled.has(routed.intent))) return { command: wanted };
  const guide = asPlaybook(heard, query, catalog) ?? asPlatform(heard, query);
  const place: Command | undefined = isPlace ? { name: 'locate', query } : undefined;
  const other = guide ?? place;
  const command = diagnosis ?? other;
  const least = leastOver({ text, diagnosis, other, heard, query });
  const topic = least <= 1 ? asTopic(judge()) : undefined;
  if (topic && judge().confidence >= least) return { command: topic, ...(other ? { other } : {}) };
  // Where a topic could have been meant, and nearly was, it is offered.
  if (command) return { command, ...(topic && judge().confidence >= leastOffered ? { other: topic } : {}) };
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

/** A question says so; an error does not ask. */
const questioning =
  /[?？吗呢]|^(?:what|which|why|how|can|is|are|do|does|should|will|when|where)\b|什么|怎么|如何|为什么|哪|能不能|可以|是否|多少/i;

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
  if (diagnosis) return questioning.test(text) ? 0.9 : never;
  if (!other) return 0;
  // What a module is, and where it logs, its own answer says.
  return query.modules.length + query.components.length > 0 ? never : 0.8;
}
