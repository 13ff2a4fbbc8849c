import { z } from 'zod';

const address = z
  .string()
  .regex(/^[^\s@<>,;"]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,253}$/, 'expected a mail address');
const domain = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,253}$/, 'expected a domain such as example.com');
const file = z.string().min(1).max(1_000);

/** Where ticket drafts can be sent. Passwords come from the environment: SHERLOG_SMTP_PASSWORD, SHERLOG_WEBHOOK_SECRET. */
export const postSchema = z.strictObject({
  folder: file
    .optional()
    .describe("The folder that drafts are put into; default: outbox in the store's folder."),
  mail: z
    .strictObject({
      host: z.string().min(1).max(253),
      port: z.int().min(1).max(65_535).default(587),
      isSecure: z
        .boolean()
        .default(false)
        .describe('TLS from the first byte (465); else STARTTLS, without which nothing is sent.'),
      user: z.string().max(200).optional(),
      from: address,
      recipients: z
        .array(address)
        .max(50)
        .default([])
        .describe('To whom mail may go: these, and anybody at these domains.'),
      domains: z.array(domain).max(50).default([]),
      ca: file
        .optional()
        .describe("A file of the authority that signed the server's certificate, where that is one's own."),
    })
    .optional(),
  webhook: z
    .strictObject({
      url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).max(1_000),
    })
    .optional(),
});
export type PostConfig = Readonly<z.infer<typeof postSchema>>;

/** May mail go there? Asked when it is chosen, and again when it is sent. */
export function mayReceive(to: string, { mail }: PostConfig): boolean {
  if (!mail || !address.safeParse(to).success) return false;
  const own = to.toLowerCase();
  const at = own.slice(own.lastIndexOf('@') + 1);
  return (
    mail.recipients.some((each) => each.toLowerCase() === own) ||
    mail.domains.some((each) => each.toLowerCase() === at)
  );
}
