import { z } from 'zod';
import { id, text } from './schema-parts';

const lines = z.array(z.string().min(1).max(400)).min(1).max(6);
const both = <Part extends z.ZodType>(part: Part) => z.strictObject({ en: part, zh: part });

/** Words and phrases that ask for the same thing, each group in both languages. */
export const conceptsFile = z.strictObject({
  concepts: z.array(z.array(z.string().trim().min(1).max(40)).min(2)),
});

/** A short answer to a factual question, as a source document gives it. */
export const topicEntry = z.strictObject({
  id,
  title: text,
  /** How people ask it: full questions, keywords, what they see. */
  questions: both(z.array(z.string().min(2).max(160)).min(3)),
  answer: both(lines),
  /** Numbers, limits, defaults and states that the answer gives, as they stand in it in both languages. */
  facts: z.array(z.string().min(1)),
  /** Names that are typed as they are: options, commands, states. */
  options: z.array(z.string().min(1)).optional(),
  /** Where it stands: the source, and the heading in it. The file's source unless it says otherwise. */
  source: z.string().min(1).optional(),
  section: z.string().min(1),
  cases: z.array(id).optional(),
  logs: z.array(id).optional(),
  playbooks: z.array(id).optional(),
  related: z.array(id).optional(),
});

/** The topics of one subject. */
export const topicsFile = z.strictObject({
  id,
  title: text,
  source: z.string().min(1),
  topics: z.array(topicEntry).min(1),
});
