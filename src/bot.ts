import { decode, type Command } from './command';
import { commands } from './commands';
import type { Run } from './commands/run';
import { BotError, describeError } from './errors';
import type { Catalog } from './knowledge/catalog';
import { languageOf, type Locale } from './language';
import type { Log } from './log';
import type { Lexicon } from './match/lexicon';
import { parse } from './parse';
import type { Form, Reply } from './reply';
import type { Handle, Request, Session } from './request';

/** Longest question, in characters; what is longer is a log, not a question. */
export const maxQuestionLength = 8_000;

export interface BotDeps {
  /** The knowledge of this moment: it may be reloaded between two requests. */
  readonly knowledge: () => { readonly catalog: Catalog; readonly lexicon: Lexicon };
  readonly log: Log;
  readonly now: () => Date;
  /** The language of every answer, or `auto`: that of the question. */
  readonly language: 'auto' | Locale;
}

interface Told {
  readonly command: Command;
  readonly locale: Locale;
}

/** The one Handle. It never rejects: a failure is a reply, a bug is logged under the request's id. */
export function createBot(deps: BotDeps): Handle {
  return async (request, session) => {
    try {
      const told = understand(request, deps);
      const answer = await run(told, session, deps);
      return answer.kind === 'reply' ? { ...answer, command: told.command.name } : answer;
    } catch (error) {
      return failure(error, request, deps);
    }
  };
}

function understand(request: Request, deps: BotDeps): Told {
  const locale = localeOf(request, deps);
  switch (request.kind) {
    case 'opened':
      return { command: { name: 'help', reason: 'opened' }, locale };
    case 'message': {
      if (request.text.length > maxQuestionLength) throw tooLong(request.text.length);
      const { catalog, lexicon } = deps.knowledge();
      return { command: parse(request.text, lexicon, catalog, deps.now()), locale };
    }
    case 'press':
    case 'submit': {
      const told = decode(request.payload);
      return { command: told.command, locale: fixedLocale(request, deps) ?? told.locale };
    }
  }
}

function localeOf(request: Request, deps: BotDeps): Locale {
  const written =
    request.kind === 'message' ? languageOf(request.text.slice(0, maxQuestionLength)) : undefined;
  return fixedLocale(request, deps) ?? written ?? 'en';
}

/** The language the person chose, else the configured one. */
function fixedLocale(request: Request, { language }: BotDeps): Locale | undefined {
  return request.locale ?? (language === 'auto' ? undefined : language);
}

async function run({ command, locale }: Told, session: Session, deps: BotDeps): Promise<Reply | Form> {
  const context = { catalog: deps.knowledge().catalog, locale, signal: session.signal, show: session.show };
  // The table has an entry of the command's own type under its name.
  return (commands[command.name] as Run<Command['name']>)(command, context);
}

function tooLong(length: number): BotError {
  return new BotError(
    'too-long',
    {
      en: `A question has at most ${maxQuestionLength} characters; this has ${length}.`,
      zh: `提问最多 ${maxQuestionLength} 个字符，这段有 ${length} 个。`,
    },
    {
      en: 'Send the line that matters: the error, its time, the stage.',
      zh: '请只发关键的一行：报错、时间、阶段。',
    },
  );
}

function failure(error: unknown, request: Request, deps: BotDeps): Reply {
  const locale = localeOf(request, deps);
  const known = error instanceof BotError ? error : internal(error, request, deps.log);
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
