import { createHmac } from 'node:crypto';

/** The headers by which Slack signs a request. */
export function signed(body: string, secret: string): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1_000));
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${mac}` };
}
