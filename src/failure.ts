import { BotError, describeError } from './errors';
import type { Locale } from './language';
import type { Log } from './log';
import type { Reply } from './reply';
import type { Request } from './request';

/** What went wrong, as a reply: what is known in its own words, a bug in one calm sentence. */
export function failure(error: unknown, request: Request, locale: Locale, log: Log): Reply {
  if (error instanceof BotError && error.cause !== undefined)
    log.warn({ err: error.cause, code: error.code, request: request.id }, 'a request could not be served');
  const known = error instanceof BotError ? error : internal(error, request, log);
  const told = describeError(known, locale);
  return {
    kind: 'reply',
    tone: 'failure',
    title: told.message,
    blocks: [{ kind: 'text', lines: [[told.hint]] }],
    data: { error: told },
  };
}

/** A bug: the log keeps what happened, the asker reads one calm sentence with the id to find it by. */
function internal(error: unknown, request: Request, log: Log): BotError {
  const id = request.id.slice(0, 8);
  log.error({ err: error, request: request.id }, 'a request failed');
  return new BotError(
    'internal',
    { en: `Something went wrong on my side (id ${id}).`, zh: `我这边出了点问题（编号 ${id}）。` },
    {
      en: 'Nothing was lost. The administrators can find it under this id.',
      zh: '没有丢失任何内容，管理员可以按这个编号查到原因。',
    },
    { cause: error },
  );
}
