import { confidenceOf } from './confidence';
import { rankTopics } from './rank';
import type { TopicIndex } from './topic-index';

/** From this confidence on a topic is the answer; from the lower one near questions are offered. */
const sureConfidence = 0.4;
const nearConfidence = 0.25;
/** Near questions that are offered. */
export const mostOffered = 3;

/** What a question is about, among the topics. */
export interface JudgedTopics {
  readonly verdict: 'match' | 'candidates' | 'unknown';
  /** How probable it is that the first one answers it, 0 to 1. */
  readonly confidence: number;
  /** Ids, the nearest first. */
  readonly topics: readonly string[];
}

/** Finds the topic that answers a question; silent where none does. */
export function judgeTopics(text: string, index: TopicIndex): JudgedTopics {
  const ranking = rankTopics(text, index);
  const confidence = confidenceOf(ranking);
  const topics = ranking.ranked.map(({ id }) => id);
  if (confidence >= sureConfidence) return { verdict: 'match', confidence, topics };
  if (confidence >= nearConfidence)
    return { verdict: 'candidates', confidence, topics: topics.slice(0, mostOffered) };
  return { verdict: 'unknown', confidence, topics: [] };
}

export { readTopicModel } from './learned';
export type { TopicIndex };
export { topicIndexOf } from './topic-index';
