import type { Block, Reply } from '../../src/reply';
import type { Message } from './calls';
import type { Target } from './receive';

/** Answers by what a person pressed or typed, where the bot is not in the channel. */
export type Respond = (message: Message) => Promise<void>;

/** How long a response URL may take, in milliseconds. */
const respondMs = 10_000;

/** Does it show there? A URL that is used up, or silent, does not. */
export async function shownBy(respond: Respond, message: Message): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), respondMs)));
  const shown = respond(message).then(
    () => true,
    () => false,
  );
  return Promise.race([shown, silence]).finally(() => clearTimeout(timer));
}

export function isProgress({ blocks }: Reply): boolean {
  return blocks.some(({ kind }) => kind === 'steps');
}

/** Failures and help are for who asked, where somebody did; in a direct message everything is. */
export function isForAskerAlone(reply: Reply, { channel, user }: Target): boolean {
  if (user === '' || channel.startsWith('D') || channel === user) return false;
  return reply.tone === 'failure' || reply.command === 'help' || reply.isForAsker === true;
}

/** Why an answer comes to its asker alone. */
export function whyElsewhere(code: string): Block {
  const why =
    code === 'is_archived'
      ? 'The channel is archived, so only you see this. 频道已归档，仅你可见。'
      : 'I cannot write in that channel, so only you see this: /invite me there. 我不在该频道，仅你可见：请用 /invite 邀请我。';
  return { kind: 'note', lines: [[why]] };
}
