import { encode, type Command } from '../command';
import type { Locale } from '../language';
import type { Reply } from '../reply';

/** What stands in place of a search that ended with its process. */
export function cutOffReply(command: Command, locale: Locale): Reply {
  const title = {
    en: 'This search was cut off: I was restarted.',
    zh: '搜索被中断：我重新启动了。',
  }[locale];
  return { kind: 'reply', title, blocks: [searchAgain(command, locale)] };
}

export function searchAgain(command: Command, locale: Locale) {
  const label = { en: 'Search again', zh: '重新搜索' }[locale];
  const payload = encode(command, locale);
  return { kind: 'buttons', buttons: [{ label, payload, opens: 'reply' }] } as const;
}
