import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { locales, type Locale } from '../../src/language';
import type { Did, Person, Request, Surface } from '../../src/request';

const id = z.string().max(64);
const common = {
  thread: id,
  /** The same each time that the page sends the same thing. */
  key: id,
  /** The language to answer in, where the person chose one. */
  locale: z.enum(locales).optional(),
};

/** What a page sends that somebody did. All of it is untrusted. */
export const sentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('message'),
    text: z.string(),
    /** Ids of files that were handed over before. */
    files: z.array(id).max(5).default([]),
  }),
  z.strictObject({ ...common, kind: z.literal('press'), message: id, payload: z.string().max(8_000) }),
  z.strictObject({
    ...common,
    kind: z.literal('submit'),
    form: id,
    values: z.record(z.string().max(200), z.string()),
  }),
  /** A form was put away. */
  z.strictObject({ kind: z.literal('closed'), thread: id, form: id }),
  /** A new thread, or the page of its own; its language is the page's, as no words say another. */
  z.strictObject({ kind: z.literal('opened'), isHome: z.boolean().default(false), locale: z.enum(locales) }),
]);
export type Sent = z.infer<typeof sentSchema>;

/** Who sits at the page, and the language that its answers are fixed to. */
export interface Seat {
  readonly asker: Person;
  readonly locale?: Locale | undefined;
}

/** What somebody did at the page as a Request. */
export function receive(
  did: Did,
  { thread, surface = 'thread' }: { readonly thread: string; readonly surface?: Surface },
  { asker, locale }: Seat,
): Request {
  return {
    ...did,
    id: randomUUID(),
    asker,
    thread: { adapter: 'web', id: thread },
    surface,
    ...(locale ? { locale } : {}),
  };
}
