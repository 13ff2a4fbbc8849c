import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { Parcel, Sent } from '../../src/ports';

/** A mail server, and as whom it is used. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly user?: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
  readonly ca?: string | undefined;
}

const waitMs = 20_000;

/** A connection to the server, by TLS or not at all. */
export function mailTransport({ host, port, isSecure, user, password, ca }: MailServer) {
  return createTransport({
    host,
    port,
    secure: isSecure,
    // What would go out in the clear does not go out.
    requireTLS: !isSecure,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca: readFileSync(ca) }) },
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Sends a ticket by mail, over TLS or not at all. */
export async function byMail(server: MailServer, to: string, parcel: Parcel): Promise<Sent> {
  const transport = mailTransport(server);
  try {
    const { number, summary, text, evidence, id } = parcel;
    await transport.sendMail({
      from: server.from,
      to: { name: '', address: to },
      subject: `[Sherlog ${number}] ${summary.replace(/\s+/g, ' ')}`,
      text,
      headers: { 'X-Sherlog-Id': id },
      attachments: [{ filename: `evidence-${number}.zip`, content: Buffer.from(evidence) }],
    });
    return { isSent: true, detail: to };
  } finally {
    transport.close();
  }
}
