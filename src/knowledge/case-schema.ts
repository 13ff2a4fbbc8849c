import { z } from 'zod';
import { id, references, stageIds, text } from './schema-parts';

export const areaIds = ['installation', 'source', 'target', 'product'] as const;

/** A known case: an error people meet, by what it looks like, with its causes and what to do. */
export const caseFile = z.strictObject({
  id,
  /** A draft is matched like any other, but owes no samples yet. */
  status: z.enum(['stable', 'draft']),
  title: text,
  area: z.enum(areaIds),
  stages: z.array(z.enum([...stageIds, 'any'])).min(1),
  /** How people word it who have no message to paste. */
  symptoms: z.strictObject({ en: z.array(z.string().min(3)).min(1), zh: z.array(z.string().min(2)).min(1) }),
  /** Message templates, `<*>` for a variable part; a regular expression only where a template cannot say it. */
  signatures: z
    .array(
      z.union([z.strictObject({ text: z.string().min(3) }), z.strictObject({ regex: z.string().min(3) })], {
        error: 'expected { text: … } or { regex: … }',
      }),
    )
    .min(1),
  /** Templates whose presence rules the case out. */
  not: z.array(z.string().min(3)).optional(),
  /** Error codes and exception names, as they are printed. */
  codes: z.array(z.string().min(2)).optional(),
  /** Cases that this one's message only wraps: where both match, they win. */
  genericTo: z.array(id).optional(),
  /** In the order of likelihood. */
  causes: z.array(text).min(1),
  /** Read-only, to run by hand. */
  checks: z.array(
    z.strictObject({ en: z.string().min(1), zh: z.string().min(1), command: z.string().min(1).optional() }),
  ),
  actions: z.array(text).min(1),
  workaround: text.optional(),
  /** Ids of the logs to read. */
  logs: z.array(id),
  related: z.array(id).optional(),
  references,
  samples: z.strictObject({ match: z.array(z.string().min(3)), nearMiss: z.array(z.string().min(3)) }),
});
