import { z } from 'zod';
import type { Kind } from '../ports';

/** Days that each kind is kept, unless the configuration says otherwise; a checkpoint of the record goes with what it closes. */
export const defaultDays = {
  diagnosed: 400,
  feedback: 400,
  happened: 90,
  step: 90,
  draft: 730,
  audit: 730,
  seen: 2,
  posted: 90,
  payload: 90,
  run: 7,
  lease: 1,
} as const satisfies Record<Exclude<Kind, 'audit-checkpoint'>, number>;

export type Days = Readonly<Record<keyof typeof defaultDays, number>>;
const day = z.int().min(1).max(36_500);

/** Some of them given, the others by default. */
const shape = Object.fromEntries(
  Object.entries(defaultDays).map(([kind, days]) => [kind, day.default(days)]),
) as Record<keyof Days, z.ZodDefault<z.ZodInt>>;
export const storeDays = z.strictObject(shape).default(defaultDays);
