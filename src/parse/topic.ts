import type { Command } from '../command';
import type { JudgedTopics } from '../topics';

/** Most further topics that an answer names. */
const mostOthers = 3;

/** The topic that answers a question, or those that may be meant. */
export function asTopic({ verdict, topics }: JudgedTopics): Command | undefined {
  if (verdict === 'unknown') return undefined;
  const [first, ...others] = topics;
  return verdict === 'match' && first !== undefined
    ? { name: 'topic', topic: first, others: others.slice(0, mostOthers) }
    : { name: 'topic', others: topics.slice(0, mostOthers) };
}
