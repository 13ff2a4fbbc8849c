import { encode, type Command } from '../command';
import type { Locale } from '../language';
import type { Reply } from '../reply';

/** What stands in place of a search that ended with its process. */
export function cutOffReply(command: Command, locale: Locale): Reply {
  const what = command.name === 'grep' ? `"${command.text}"` : command.name === 'trace' ? command.id : '';
  const title = {
    en: `The search${what && ` for ${what}`} was cut off: I was stopped in the middle of it.`,
    zh: `搜索${what && ` ${what} `}被中断：我在途中被停止了。`,
  }[locale];
  return { kind: 'reply', title, blocks: [searchAgain(command, locale)] };
}

export function searchAgain(command: Command, locale: Locale) {
  const label = { en: 'Search again', zh: '重新搜索' }[locale];
  const payload = encode(command, locale);
  return { kind: 'buttons', buttons: [{ label, payload, opens: 'reply' }] } as const;
}
