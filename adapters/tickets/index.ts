import { waysOf, type Parcel, type PostWay, type Sent, type TicketPost } from '../../src/ports';
import { intoFolder } from './folder';
import { byMail, type MailServer } from './mail';
import { byWebhook } from './webhook';

/** Where drafts can go, with the secrets that takes. */
export interface Post {
  readonly folder: string;
  readonly mail?: MailServer | undefined;
  readonly webhook?: { readonly url: string; readonly secret: string | undefined } | undefined;
}

/** The post of ticket drafts: a folder always, mail and webhook where they are configured. */
export function createTicketPost({ folder, mail, webhook }: Post): TicketPost {
  const send = async (way: PostWay, to: string, parcel: Parcel, signal: AbortSignal): Promise<Sent> => {
    if (way === 'folder') return intoFolder(folder, parcel);
    if (way === 'mail' && mail) return byMail(mail, to, parcel);
    if (way === 'webhook' && webhook) return byWebhook(webhook.url, webhook.secret, parcel, signal);
    return { isSent: false, detail: `${way} is not configured` };
  };
  return {
    ways: waysOf({ mail, webhook }),
    // What a server or a disk says is an outcome, no bug.
    send: (...given) =>
      send(...given).catch((error: unknown) => ({
        isSent: false,
        detail: error instanceof Error ? error.message : String(error),
      })),
  };
}
