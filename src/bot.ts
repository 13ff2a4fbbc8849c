import { decode, type Command } from './command';
import { refuseDenied } from './permission';
import { ownAdapters } from './permission/decide';
import { createRate, type Limits } from './permission/rate';
import type { PermissionConfig } from './permission/schema';
import { createAudit, type Audit } from './audit';
import { deedOf } from './audit/deed';
import { commands } from './commands';
import type { Fact, Run } from './commands/run';
import { BotError } from './errors';
import { failure } from './failure';
import { languageOf, type Locale } from './language';
import type { Log } from './log';
import type { Knowledge } from './live-knowledge';
import { textOf } from './given-text';
import { parse } from './parse';
import type { Node } from './nodes/schema';
import { keepEntry, type Entry } from './feedback/entries';
import type { RemoteLogs, Store, TicketPost } from './ports';
import type { PostConfig } from './ticket/post-schema';
import type { Form, Reply } from './reply';
import type { Handle, Request, Session } from './request';
import { createMemory, type Memory } from './investigation/memory';
import { withEscalation } from './ticket/button';
import { tellingStore } from './telling-store';
import { advised } from './secret-advice';
import { createRuns, type Runs } from './runs';

/** Longest question, in characters; what is longer is read as a paste, at most so many. */
export const maxQuestionLength = 8_000;
export const maxTextLength = 512_000;

export interface BotDeps {
  /** The knowledge of this moment: it may be reloaded between two requests. */
  readonly knowledge: () => Knowledge;
  readonly log: Log;
  readonly now: () => Date;
  readonly store: Store;
  readonly nodes: readonly Node[];
  readonly remote: RemoteLogs;
  /** Who may do what; nobody but those named may search. */
  readonly permissions: PermissionConfig;
  readonly limits: Limits;
  /** Where ticket drafts can be sent. */
  readonly post: TicketPost;
  readonly postConfig: PostConfig;
  /** The key of the record of deeds; asked for at its first entry. */
  readonly auditKey: () => Uint8Array;
  /** The language of every answer, or `auto`: that of the question. */
  readonly language: 'auto' | Locale;
}

/** What the bot makes for itself. */
interface Own {
  /** The store, its failures told to who needs it. */
  readonly telling: Store;
  readonly runs: Runs;
  readonly rate: ReturnType<typeof createRate>;
  readonly memory: Memory;
  readonly audit: Audit;
}

interface Told {
  readonly command: Command;
  readonly locale: Locale;
}

/** The one Handle. It never rejects: a failure is a reply, a bug is logged under the request's id. */
export function createBot(given: BotDeps): Handle {
  const deps = {
    ...given,
    telling: tellingStore(given.store),
    runs: createRuns(),
    rate: createRate(given.limits),
    memory: createMemory(given.store, given.log),
    audit: createAudit(given.store, given.auditKey, given.log),
  };
  return async (request, session) => {
    const startedAt = performance.now();
    const { told, answer } = await answerTo(request, session, deps);
    if (!told) return answer;
    const at = deps.now().toISOString();
    const deed = deedOf(request, told.command, answer, at, performance.now() - startedAt);
    // What is on record is there before its answer is.
    if (deed) await deps.audit.add(deed);
    return answer.kind === 'reply' && answer.tone !== 'failure'
      ? finished(answer, told, request, deps)
      : answer;
  };
}

/** Somebody, or a channel, that asks faster than anyone reads. */
function refuseTooMany({ asker, thread }: Request, { rate, now }: BotDeps & Own): void {
  if (ownAdapters.has(thread.adapter) || rate.admits(asker, thread, now().getTime())) return;
  throw new BotError(
    'too-many',
    { en: 'That is more than I answer in a minute.', zh: '一分钟内的请求过多。' },
    { en: 'Try again in a minute.', zh: '请一分钟后再试。' },
  );
}

interface Answered {
  /** What the request was understood as, where it was. */
  readonly told?: Told;
  readonly answer: Reply | Form;
}

async function answerTo(request: Request, session: Session, deps: BotDeps & Own): Promise<Answered> {
  let told: Told | undefined;
  try {
    refuseTooMany(request, deps);
    told = await understand(request, session, deps);
    refuseDenied(told.command, request, deps.permissions);
    return { told, answer: await run(told, request, session, deps) };
  } catch (error) {
    return { ...(told ? { told } : {}), answer: failure(error, request, localeOf(request, deps), deps.log) };
  }
}

/** An answer with what every answer has: the command's name, advice where a secret was pasted, the way to support. */
function finished(answer: Reply, { command, locale }: Told, request: Request, deps: BotDeps & Own): Reply {
  const { asker, thread } = request;
  const reply = { ...answer, command: command.name };
  deps.memory.keep({ at: deps.now().toISOString(), asker, locale, command, reply }, thread);
  const text = request.kind === 'message' ? request.text : '';
  const next = investigating.has(command.name) ? withEscalation(reply, locale) : reply;
  return advised(next, text, locale);
}

/** What leads to a ticket when it does not help. */
const investigating: ReadonlySet<Command['name']> = new Set(['diagnose', 'grep', 'trace']);

async function understand(request: Request, session: Session, deps: BotDeps): Promise<Told> {
  const locale = localeOf(request, deps);
  switch (request.kind) {
    case 'opened':
      return { command: { name: 'help', reason: 'opened' }, locale };
    case 'message':
      return request.files.length > 0
        ? readFile(request.files, session, locale)
        : { command: hear(request.text, deps), locale };
    case 'press':
    case 'submit': {
      const told = decode(request.payload);
      return { command: told.command, locale: fixedLocale(request, deps) ?? told.locale };
    }
  }
}

/** A text as a command: what is too long for a question is a paste. */
function hear(text: string, deps: BotDeps): Command {
  if (text.length > maxTextLength) throw tooLong(text.length);
  if (text.length > maxQuestionLength) return { name: 'diagnose', text, others: [] };
  return parse(text, deps.knowledge(), deps.now(), deps.nodes);
}

type Files = Extract<Request, { kind: 'message' }>['files'];

/** A given file is read as a log. */
async function readFile([file]: Files, { signal }: Session, locale: Locale): Promise<Told> {
  const text = file ? await textOf(file, signal) : '';
  return { command: { name: 'diagnose', text, others: [] }, locale };
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

async function run(
  { command, locale }: Told,
  request: Request,
  session: Session,
  deps: BotDeps & Own,
): Promise<Reply | Form> {
  const { catalog, caseIndex } = deps.knowledge();
  const { signal, show } = session;
  const record = (fact: Fact) => keep(fact, request, deps);
  // The table has an entry of the command's own type under its name.
  return (commands[command.name] as Run<Command['name']>)(command, {
    catalog,
    caseIndex,
    locale,
    signal,
    asker: request.asker,
    thread: request.thread,
    nodes: deps.nodes,
    remote: deps.remote,
    permissions: deps.permissions,
    runs: deps.runs,
    now: deps.now,
    show,
    record,
    store: deps.telling,
    post: deps.post,
    postConfig: deps.postConfig,
    values: request.kind === 'submit' ? request.values : {},
    investigation: (thread = request.thread) => deps.memory.of(thread),
  });
}

/** Nobody waits for the store, and nobody's answer fails with it. */
function keep(fact: Fact, { asker }: Request, { store, now, log }: BotDeps): void {
  const at = now().toISOString();
  const entry: Entry = fact.kind === 'feedback' ? { ...fact, at, asker: asker.id } : { ...fact, at };
  keepEntry(entry, store).catch((error: unknown) => log.warn({ err: error }, 'an entry could not be kept'));
}

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
