import { encode, type Command } from './command';
import { refuseDenied } from './permission';
import type { Machine } from './parse/search-place';
import { decide } from './permission/decide';
import { createRate, type Limits } from './permission/rate';
import type { PermissionConfig } from './permission/schema';
import { createAudit, type Audit } from './audit';
import { deedOf } from './audit/deed';
import { commands } from './commands';
import { withOther } from './commands/other-reading';
import { backToWalk, openWalk } from './commands/playbook';
import type { Context, Fact, Run } from './commands/run';
import { BotError } from './errors';
import { failure } from './failure';
import type { Locale } from './language';
import type { Log } from './log';
import type { Node } from './nodes/schema';
import { keepEntry, type Entry } from './feedback/entries';
import type { Draw, RemoteLogs, Store, TicketPost } from './ports';
import type { PostConfig } from './ticket/post-schema';
import type { Form, Reply } from './reply';
import type { Handle, Request, Session } from './request';
import { createMemory, type Memory } from './investigation/memory';
import { withEscalation } from './ticket/button';
import { tellingStore } from './telling-store';
import { advised } from './secret-advice';
import type { Runs } from './runs';
import { cutOffReply } from './search/cut-off';
import { readSearchForm } from './search/form';
import { shareable } from './share';
import { withButton } from './with-button';
import { localeOf, understand, type Ear, type Told } from './understand';

/** What may change while the process runs. */
export interface Settings extends Pick<Ear, 'language'> {
  readonly nodes: readonly Node[];
  /** Who may do what; nobody but those named may search. */
  readonly permissions: PermissionConfig;
  readonly limits: Limits;
}

export interface BotDeps extends Omit<Ear, 'nodes' | 'language'> {
  /** Asked anew at each request. */
  readonly settings: () => Settings;
  readonly log: Log;
  readonly store: Store;
  /** The searches that go on. */
  readonly runs: Runs;
  readonly remote: RemoteLogs;
  /** Where ticket drafts can be sent. */
  readonly post: TicketPost;
  readonly postConfig: PostConfig;
  /** Makes PNGs of pictures. */
  readonly draw: Draw;
  readonly checkup?: Context['checkup'];
  /** The key of the record of deeds; asked for at its first entry. */
  readonly auditKey: () => Uint8Array;
}

/** What the bot makes for itself. */
interface Own extends Settings {
  /** The store, its failures told to who needs it. */
  readonly telling: Store;
  readonly rate: ReturnType<typeof createRate>;
  readonly memory: Memory;
  readonly audit: Audit;
}

/** The one Handle. It never rejects: a failure is a reply, a bug is logged under the request's id. */
export function createBot(given: BotDeps): Handle {
  const own = {
    telling: tellingStore(given.store),
    rate: createRate(() => given.settings().limits),
    memory: createMemory(given.store, given.log),
    audit: createAudit(given.store, given.auditKey, given.log),
  };
  return async (request, session) => {
    const startedAt = performance.now();
    const deps = { ...given, ...own, ...given.settings() };
    const { told, answer } = await answerTo(request, session, deps);
    if (!told) return answer;
    const at = deps.now().toISOString();
    const deed = deedOf(request, told.command, answer, at, performance.now() - startedAt);
    // What is on record is there before its answer is.
    if (deed) await deps.audit.add(deed);
    if (answer.kind === 'form') return { ...answer, reopen: encode(told.command, told.locale) };
    if (answer.tone === 'failure') return { ...answer, command: told.command.name };
    return finished(answer, told, request, deps);
  };
}

/** Somebody, or a channel, that asks faster than anyone reads. */
function refuseTooMany({ asker, thread }: Request, { rate, now }: BotDeps & Own): void {
  if (asker.isOwner || rate.admits(asker, thread, now().getTime())) return;
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
    const nodes = machinesFor(request, deps);
    told = asSearch(await understand(request, session, { ...deps, nodes }), request, deps.now());
    refuseDenied(told.command, request, deps.permissions);
    return { told, answer: await run(told, request, session, deps) };
  } catch (error) {
    return { ...(told ? { told } : {}), answer: failure(error, request, localeOf(request, deps), deps.log) };
  }
}

/** The machines that can be named; those that the asker may not search from here are told to nobody who does not. */
function machinesFor({ asker, thread }: Request, { nodes, permissions }: Settings): Machine[] {
  return nodes.map((node) => ({
    name: node.name,
    site: node.site,
    timeZone: node.timeZone,
    isTold: () => decide('search', { asker, thread }, node, permissions).isAllowed,
  }));
}

/** A search form that was filled without a mistake is the search. */
function asSearch(told: Told, request: Request, now: Date): Told {
  if (told.command.name !== 'search-form' || request.kind !== 'submit') return told;
  const read = readSearchForm(told.command, request.values, told.locale, now);
  return 'command' in read ? { ...told, command: read.command } : told;
}

/** An answer with what every answer has: the command's name, advice where a secret was pasted, the way to support. */
async function finished(
  answer: Reply,
  { command, other, locale }: Told,
  request: Request,
  deps: BotDeps & Own,
) {
  const { asker, thread } = request;
  const reply = { ...answer, command: command.name };
  deps.memory.keep({ at: deps.now().toISOString(), asker, locale, command, reply }, thread);
  const text = request.kind === 'message' ? request.text : '';
  const { catalog } = deps.knowledge();
  const both = other ? withOther(reply, other, catalog, locale) : reply;
  const next = investigating.has(command.name) ? withEscalation(both, locale) : both;
  const back = sideSteps.has(command.name) ? await withWayBack(next, locale, thread, deps) : next;
  const told = advised(back, text, locale);
  return request.surface === 'asker' ? shareable(told, request, locale, deps) : told;
}

/** What people do in the middle of a playbook. */
const sideSteps: ReadonlySet<Command['name']> = new Set(['diagnose', 'grep', 'trace', 'topic', 'locate']);

/** Whoever is led through a playbook finds the way back to it; without the store the answer goes without. */
async function withWayBack(
  reply: Reply,
  locale: Locale,
  thread: Request['thread'],
  { memory, knowledge }: BotDeps & Own,
): Promise<Reply> {
  const { catalog } = knowledge();
  const investigation = () => memory.of(thread);
  const walk = await openWalk({ investigation, catalog }).catch(() => undefined);
  if (!walk) return reply;
  return withButton(reply, backToWalk(walk, locale));
}

/** What leads to a ticket when it does not help. */
const investigating: ReadonlySet<Command['name']> = new Set(['diagnose', 'grep', 'trace']);

async function run(
  { command, locale }: Told,
  request: Request,
  session: Session,
  deps: BotDeps & Own,
): Promise<Reply | Form> {
  const { catalog, caseIndex } = deps.knowledge();
  const { signal, show } = session;
  const record = (fact: Fact) => keep(fact, request, deps);
  let started: Command | undefined;
  // The table has an entry of the command's own type under its name.
  const answer = await (commands[command.name] as Run<Command['name']>)(command, {
    catalog,
    caseIndex,
    locale,
    signal,
    asker: request.asker,
    thread: request.thread,
    nodes: deps.nodes,
    remote: deps.remote,
    permissions: deps.permissions,
    startRun(long) {
      started = long;
      return deps.runs.start({ command: long, locale }, request, signal);
    },
    cancelRun: (id) => deps.runs.cancel(id, request.thread),
    now: deps.now,
    show,
    record,
    store: deps.telling,
    post: deps.post,
    postConfig: deps.postConfig,
    draw: deps.draw,
    checkup: deps.checkup,
    values: request.kind === 'submit' ? request.values : {},
    investigation: (thread = request.thread) => deps.memory.of(thread),
  });
  return started && deps.runs.isStopping() ? cutOffReply(started, locale) : answer;
}

/** Nobody waits for the store, and nobody's answer fails with it. */
function keep(fact: Fact, { asker }: Request, { store, now, log }: BotDeps): void {
  const at = now().toISOString();
  const entry: Entry = fact.kind === 'feedback' ? { ...fact, at, asker: asker.id } : { ...fact, at };
  keepEntry(entry, store).catch((error: unknown) => log.warn({ err: error }, 'an entry could not be kept'));
}
