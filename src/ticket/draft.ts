import { z } from 'zod';
import { locales } from '../language';
import { fieldNames, maxValue } from './fields';

export const statuses = ['draft', 'submitted', 'withdrawn'] as const;

const person = z.strictObject({ id: z.string(), name: z.string() });

/** A ticket draft as it is kept. */
export const draftSchema = z.strictObject({
  number: z.int().positive(),
  status: z.enum(statuses),
  locale: z.enum(locales),
  thread: z.strictObject({
    adapter: z.string(),
    id: z.string(),
    channel: z.string().optional(),
    owner: z.string().optional(),
  }),
  by: person,
  /** The ticket's number at the portal, once it was submitted there. */
  ticket: z.string().max(100).optional(),
  values: z.record(z.enum(fieldNames), z.string().max(maxValue)),
  /** Who did what, oldest first. */
  history: z.array(
    z.strictObject({
      at: z.string(),
      by: person,
      did: z.enum(['saved', 'submitted', 'withdrawn', 'reopened', 'sent', 'not-sent']),
      /** Where it was sent. */
      to: z.string().max(1_000).optional(),
    }),
  ),
});
export type Draft = Readonly<z.infer<typeof draftSchema>>;
