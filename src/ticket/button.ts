import { encode } from '../command';
import type { Locale } from '../language';
import type { Block, Button, Reply } from '../reply';

/** The reply with *Escalate* behind its other buttons. */
export function withEscalation(reply: Reply, locale: Locale): Reply {
  const button: Button = {
    label: { en: 'Escalate', zh: '升级工单' }[locale],
    payload: encode({ name: 'escalate' }, locale),
    opens: 'form',
  };
  const last = reply.blocks.at(-1);
  const blocks: readonly Block[] =
    last?.kind === 'buttons'
      ? [...reply.blocks.slice(0, -1), { ...last, buttons: [...last.buttons, button] }]
      : [...reply.blocks, { kind: 'buttons', buttons: [button] }];
  return { ...reply, blocks };
}
