import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { checksOf, type Check } from '../../src/ports';
import type { Post } from './index';
import { mailTransport, type MailServer } from './mail';

/** How long a server may take to say something, in milliseconds. */
const waitMs = 10_000;

/** Can drafts go where they are configured to go? Logs in to the mail server and greets the webhook; sends nothing. */
export async function checkTicketPost(
  { folder, mail, webhook }: Post,
  signal: AbortSignal,
): Promise<Check[]> {
  const checks = await Promise.all([
    mail ? checkMail(mail) : [],
    webhook ? checkWebhook(webhook, signal) : [],
  ]);
  return [checkFolder(folder), ...checks.flat()];
}

function checkFolder(folder: string): Check {
  const { ok, fail } = checksOf('tickets to a folder');
  const there = nearest(folder);
  try {
    accessSync(there, constants.W_OK);
    return ok(folder, folder);
  } catch {
    return fail(
      { en: `${there} cannot be written to`, zh: `${there} 不可写` },
      {
        en: 'make it writable for this account, or set tickets.folder',
        zh: '请授予写权限，或设置 tickets.folder',
      },
    );
  }
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

async function checkMail(server: MailServer): Promise<Check> {
  const { ok, fail } = checksOf('tickets by mail');
  const place = `${server.host}:${server.port}`;
  try {
    const transport = mailTransport(server);
    await transport.verify().finally(() => transport.close());
    return ok(`${place} lets us in, by TLS`, `${place} 登录成功（TLS）`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(
      { en: `${place}: ${why}`, zh: `${place}：${why}` },
      {
        en: 'compare tickets.mail, SHERLOG_SMTP_PASSWORD, and ca where the authority is your own',
        zh: '请核对 tickets.mail、SHERLOG_SMTP_PASSWORD；自有证书机构请设置 ca',
      },
    );
  }
}

async function checkWebhook(
  { url, secret }: NonNullable<Post['webhook']>,
  signal: AbortSignal,
): Promise<Check[]> {
  const { ok, warn, fail } = checksOf('tickets by webhook');
  const { host } = new URL(url);
  const unsigned = warn(
    { en: 'it goes out unsigned', zh: '发送时没有签名' },
    { en: 'set SHERLOG_WEBHOOK_SECRET', zh: '请设置 SHERLOG_WEBHOOK_SECRET' },
  );
  try {
    // A webhook takes POST alone: that it says so shows that it is there.
    const { status } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs)]),
    });
    const isThere = status < 500 && !(status >= 300 && status < 400) && status !== 404;
    const found = `${host}: HTTP ${status}`;
    const there = isThere
      ? ok(`${host} answers`, `${host} 有响应`)
      : fail(
          { en: found, zh: found },
          { en: 'compare tickets.webhook.url', zh: '请核对 tickets.webhook.url' },
        );
    return [there, ...(secret === undefined ? [unsigned] : [])];
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    return [
      fail(
        { en: `${host} cannot be reached: ${why}`, zh: `无法连接 ${host}：${why}` },
        {
          en: 'compare tickets.webhook.url, and let this machine reach it',
          zh: '请核对 tickets.webhook.url，并允许本机访问',
        },
      ),
    ];
  }
}
