import { z } from 'zod';

/* What the schemas of several kinds of files share. */

/** The ten stages: a family, with its storage mode where modes split it. */
export const stageIds = [
  'install',
  'image-block',
  'image-object',
  'image-general',
  'sync-block',
  'sync-object',
  'boot-block',
  'boot-object',
  'cleanup',
  'monitor',
] as const;

export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'expected an id of lower-case letters, digits and hyphens');
export const word = z.string().trim().min(1).max(80);
export const words = z.array(word);
export const text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
export const references = z.array(z.string().min(1)).min(1, 'expected at least one reference');
export const named = { name: text, aliases: words };
