import { encode } from '../../../src/command';
import type { Reply } from '../../../src/reply';
import { testBot, today } from '../../support/bot';

const from = {
  id: 'sample',
  asker: { id: 'mei', name: 'mei' },
  thread: { adapter: 'test', id: 't' },
  surface: 'thread',
} as const;
const values = {
  summary: 'Host web-07 does not start: its volume is gone',
  product: 'HyperBDR',
  priority: 'P2',
};

/** The card of a ticket draft. */
export async function reply(): Promise<Reply> {
  const handle = testBot({ now: () => today });
  const payload = encode({ name: 'save-draft', replaces: 0 }, 'en');
  const answer = await handle(
    { ...from, kind: 'submit', payload, values },
    { signal: new AbortController().signal, show: () => {} },
  );
  if (answer.kind !== 'reply') throw new Error('expected a card');
  return answer;
}
