import type { Reply } from '../../src/reply';
import { message, replyOf, testBot } from '../support/bot';

/** What the bot answers to a question. */
export function askedOf(question: string): Promise<Reply> {
  return replyOf(testBot(), message(question));
}
