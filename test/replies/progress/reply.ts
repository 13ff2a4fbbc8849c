import type { Reply } from '../../../src/reply';
import { today } from '../../support/bot';

/** A search that goes on: one target read, one being read, one waiting, one failed. */
export const reply = async (): Promise<Reply> => ({
  kind: 'reply',
  blocks: [
    {
      kind: 'steps',
      since: new Date(today.getTime() - 12_000).toISOString(),
      steps: [
        { label: 'console-a · unicloud-engine', state: 'done', detail: 'read' },
        { label: 'console-b · unicloud-engine', state: 'running', detail: 'reading' },
        { label: 'console-c · unicloud-engine', state: 'waiting', detail: 'waiting' },
        { label: 'proxy-a · hamal-vm', state: 'failed', detail: 'failed' },
      ],
    },
    {
      kind: 'buttons',
      buttons: [{ label: 'Cancel', payload: '{"l":"en","c":{"name":"cancel","run":"r1"}}', opens: 'reply' }],
    },
  ],
});
