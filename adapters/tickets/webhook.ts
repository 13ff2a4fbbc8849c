import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Parcel, Sent } from '../../src/ports';

/** Waits between tries, and the longest wait for an answer, in milliseconds. */
const pausesMs = [500, 2_000, 5_000];
const waitMs = 15_000;

/**
 * Posts a ticket as JSON, signed by HMAC-SHA256 over the body. Tried again where the network or the server fails; the same
 * Idempotency-Key each time. A redirect is never followed: the ticket goes where it was configured to go.
 */
export async function byWebhook(
  url: string,
  secret: string | undefined,
  parcel: Parcel,
  signal: AbortSignal,
  pauses: readonly number[] = pausesMs,
): Promise<Sent> {
  const body = JSON.stringify({
    id: parcel.id,
    number: parcel.number,
    summary: parcel.summary,
    text: parcel.text,
    markdown: parcel.markdown,
    evidence: {
      name: `evidence-${parcel.number}.zip`,
      base64: Buffer.from(parcel.evidence).toString('base64'),
    },
  });
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': parcel.id,
    ...(secret === undefined
      ? {}
      : { 'x-sherlog-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
  };
  let last = '';
  for (const pause of [...pauses, undefined]) {
    const told = await post(url, { body, headers, signal });
    if (told.isSent || !told.mayRetry) return { isSent: told.isSent, detail: told.detail };
    last = told.detail;
    if (pause !== undefined) await sleep(pause, undefined, { signal });
  }
  return { isSent: false, detail: last };
}

async function post(
  url: string,
  { body, headers, signal }: { body: string; headers: Record<string, string>; signal: AbortSignal },
): Promise<Sent & { readonly mayRetry: boolean }> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
    const { status } = await fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: either,
    });
    if (status >= 200 && status < 300) return { isSent: true, detail: new URL(url).host, mayRetry: false };
    if (status >= 300 && status < 400)
      return { isSent: false, detail: `HTTP ${status}: redirects are not followed`, mayRetry: false };
    return { isSent: false, detail: `HTTP ${status}`, mayRetry: status === 429 || status >= 500 };
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    return { isSent: false, detail: why, mayRetry: !signal.aborted };
  }
}
