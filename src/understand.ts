import { decode, type Command } from './command';
import { BotError } from './errors';
import { textOf } from './given-text';
import { languageOf, type Locale } from './language';
import type { Knowledge } from './live-knowledge';
import { readingOf, type Reading } from './parse';
import type { Machine } from './parse/search-place';
import type { Request, Session } from './request';

/** Longest question, in characters; what is longer is read as a paste, at most so many. */
export const maxQuestionLength = 8_000;
export const maxTextLength = 512_000;

/** What a request was understood as, and the language of its answer. */
export interface Told {
  readonly command: Command;
  /** Another reading of it, where it has two. */
  readonly other?: Command;
  readonly locale: Locale;
}

/** What is needed to understand. */
export interface Ear {
  readonly knowledge: () => Knowledge;
  readonly now: () => Date;
  /** The machines that can be named. */
  readonly nodes: readonly Machine[];
  readonly language: 'auto' | Locale;
}

/** A request as a command; a button or a form carries its own. Throws a BotError where it cannot be read. */
export async function understand(request: Request, session: Session, deps: Ear): Promise<Told> {
  const locale = localeOf(request, deps);
  switch (request.kind) {
    case 'opened':
      return { command: request.surface === 'home' ? { name: 'home' } : opened, locale };
    case 'message':
      return request.files.length > 0
        ? readFile(request.files, session, locale)
        : { ...(request.isBelow && isBare(request.text) ? { command: below } : hear(request, deps)), locale };
    case 'press':
    case 'submit': {
      const told = decode(request.payload);
      return { command: told.command, locale: fixedLocale(request, deps) ?? told.locale };
    }
  }
}

/** A text as a command: what is too long for a question is a paste. */
function hear({ text, as }: Extract<Request, { kind: 'message' }>, deps: Ear): Reading {
  if (text.length > maxTextLength) throw tooLong(text.length);
  const isPaste = as === 'diagnose' && text.trim() !== '';
  if (isPaste || text.length > maxQuestionLength) return { command: { name: 'diagnose', text, others: [] } };
  return readingOf(text, deps.knowledge(), deps.now(), deps.nodes);
}

type Files = Extract<Request, { kind: 'message' }>['files'];

/** A given file is read as a log. */
async function readFile([file]: Files, { signal }: Session, locale: Locale): Promise<Told> {
  const text = file ? await textOf(file, signal) : '';
  return { command: { name: 'diagnose', text, others: [] }, locale };
}

export function localeOf(request: Request, deps: Ear): Locale {
  const written =
    request.kind === 'message' ? languageOf(request.text.slice(0, maxQuestionLength)) : undefined;
  return fixedLocale(request, deps) ?? written ?? 'en';
}

/** The language the person chose, else the configured one. */
function fixedLocale(request: Request, { language }: Ear): Locale | undefined {
  return request.locale ?? (language === 'auto' ? undefined : language);
}

const opened: Command = { name: 'help', reason: 'opened' };
const below: Command = { name: 'help', reason: 'below' };
const isBare = (text: string) => text.trim() === '';

function tooLong(length: number): BotError {
  return new BotError(
    'too-long',
    {
      en: `A text has at most ${maxTextLength} characters; this has ${length}.`,
      zh: `文本最多 ${maxTextLength} 个字符，这段有 ${length} 个。`,
    },
    {
      en: 'Save it as a file: sherlog diagnose <file> reads up to 20 MB.',
      zh: '请存成文件：sherlog diagnose <文件> 最多读取 20 MB。',
    },
  );
}
