import type { Block, Button, Reply } from './reply';

/** A reply with one more button, behind its others. */
export function withButton(reply: Reply, button: Button): Reply {
  const last = reply.blocks.at(-1);
  const blocks: readonly Block[] =
    last?.kind === 'buttons'
      ? [...reply.blocks.slice(0, -1), { ...last, buttons: [...last.buttons, button] }]
      : [...reply.blocks, { kind: 'buttons', buttons: [button] }];
  return { ...reply, blocks };
}
