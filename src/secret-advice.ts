import type { Locale, Text } from './language';
import { redact } from './redact';
import type { Reply } from './reply';

/** The answer to a text with a secret in it says first what to do about that. */
export function advised(reply: Reply, text: string, locale: Locale): Reply {
  if (redact(text.slice(0, maxAdvisedLength)).count === 0) return reply;
  return { ...reply, blocks: [{ kind: 'note', lines: [[secretAdvice[locale]]] }, ...reply.blocks] };
}

/** So much of a text is looked at for secrets, in characters: a few milliseconds. */
const maxAdvisedLength = 64_000;
const secretAdvice: Text = {
  en: 'Your text holds a secret. Delete the message where others can read it, and rotate the secret; I keep and show none of it.',
  zh: '你发的内容里有密钥或密码。请在他人可见处删除该消息并更换它；我不会保存或显示它。',
};
