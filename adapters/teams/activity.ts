import { z } from 'zod';

/*
 * What Teams sends, as far as it is read. All of it comes from outside: what is of another form is as good as not there, so
 * that nothing in it can stop the process.
 */

const text = z.string().optional().catch(undefined);
const id = z.string().max(2_000).optional().catch(undefined);

/** The elements of a list that have the form. */
function list<Part extends z.ZodType>(part: Part) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((each): z.output<Part>[] => {
        const read = part.safeParse(each);
        return read.success ? [read.data] : [];
      }),
    );
}

const account = z.object({ id: z.string().max(2_000), name: text, aadObjectId: id });
const attachment = z.object({ contentType: text, name: text, content: z.unknown().optional() });
const entity = z.object({ type: text, text, mentioned: z.object({ id }).optional().catch(undefined) });

const activitySchema = z.object({
  type: z.string().catch(''),
  name: text,
  id,
  action: text,
  channelId: text,
  serviceUrl: text,
  text,
  textFormat: text,
  locale: text,
  timestamp: z
    .union([z.date(), z.string().pipe(z.coerce.date())])
    .optional()
    .catch(undefined),
  from: account.optional().catch(undefined),
  recipient: account.optional().catch(undefined),
  conversation: z
    .object({ id: z.string().max(2_000), conversationType: text, tenantId: id })
    .optional()
    .catch(undefined),
  channelData: z
    .object({
      tenant: z.object({ id }).optional().catch(undefined),
      team: z.object({ id }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  entities: list(entity),
  attachments: list(attachment),
  replyToId: id,
  value: z.unknown().optional(),
});
export type Activity = z.output<typeof activitySchema>;
export type Attachment = z.output<typeof attachment>;

/** An activity in the form that is read; never throws. */
export function readActivity(raw: unknown): Activity {
  return activitySchema.parse(typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {});
}

const messagePayload = z
  .object({
    id,
    replyToId: id,
    body: z.object({ contentType: text, content: text }).optional().catch(undefined),
    attachments: list(z.object({ content: z.unknown().optional() })),
  })
  .catch({ id: undefined, replyToId: undefined, body: undefined, attachments: [] });
export type MessagePayload = z.output<typeof messagePayload>;

/** The message that a message action was asked of, as the invoke's value carries it. */
export function messageIn(value: unknown): MessagePayload {
  return messagePayload.parse((value as { messagePayload?: unknown } | undefined)?.messagePayload);
}
