import { lexicalIndex, type LexicalIndex } from '../diagnose/lexical';
import type { Topic } from '../knowledge/schema';
import { nearestOf, type Nearest } from '../match/closest';
import { opinionOn, type Opinion, type TopicModel } from './learned';
import { createReader, type ReadTerms } from './terms';

/** A way of asking: the numbers of its terms, each once, and what they weigh together. */
export interface Saying {
  readonly terms: readonly number[];
  readonly weight: number;
}

/** The topics, ready to be asked about. Topics and terms go by their numbers. */
export interface TopicIndex {
  readonly topics: readonly Topic[];
  readonly read: ReadTerms;
  numberOf(term: string): number | undefined;
  /** What a text with these terms is about by what was learned. */
  opinionOn(text: string, terms: readonly string[]): Opinion;
  /** All words of each topic: its titles, questions, options and answers. */
  readonly whole: LexicalIndex;
  /** The ways of asking of each topic. */
  readonly sayings: readonly (readonly Saying[])[];
  /** All terms of each topic. */
  readonly terms: readonly ReadonlySet<number>[];
  /** The words that a misspelt one may be. */
  readonly nearest: Nearest;
}

export function topicIndexOf(
  topics: readonly Topic[],
  concepts: readonly (readonly string[])[],
  model?: TopicModel,
): TopicIndex {
  const read = createReader(concepts);
  const numbers = new Map<string, number>();
  const numbered = (text: string) =>
    read(text).map((term) => numbers.get(term) ?? numbers.set(term, numbers.size).size - 1);
  const asked = topics.map((topic) => askedBy(topic).map(numbered));
  const said = topics.map(({ answer }) => [...answer.en, ...answer.zh].flatMap(numbered));
  const whole = topics.map((_, at) => [...(asked[at] ?? []).flat(), ...(said[at] ?? [])]);
  const lexical = lexicalIndex(whole, numbers.size, () => true);
  const saying = (all: readonly number[]): Saying => {
    const terms = [...new Set(all)];
    return { terms, weight: terms.reduce((sum, term) => sum + lexical.rarity(term), 0) };
  };
  return {
    topics,
    read,
    numberOf: (term) => numbers.get(term),
    opinionOn: (text, terms) => opinionOn(text, terms, model),
    whole: lexical,
    sayings: asked.map((all) => all.map(saying)),
    terms: whole.map((terms) => new Set(terms)),
    nearest: nearestOf([...numbers.keys()].filter((term) => /^[a-z]{5,}$/.test(term))),
  };
}

function askedBy({ title, questions, options = [] }: Topic): string[] {
  return [title.en, title.zh, ...questions.en, ...questions.zh, options.join(' ')];
}
