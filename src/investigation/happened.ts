import { keptId } from '../kept-id';
import type { Command } from '../command';
import type { Locale } from '../language';
import type { Kept, Store } from '../ports';
import { redact } from '../redact';
import type { Reply } from '../reply';
import type { Person, ThreadRef } from '../request';

/** One step of an investigation: who did what, and what came of it. Everything in it is redacted. */
export interface Happened {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly asker: Pick<Person, 'id' | 'name'>;
  readonly locale: Locale;
  readonly command: Command;
  /** The machine-readable answer; a large one is left out. */
  readonly data: unknown;
}

/** What is remembered of a thread: errors that were told, what people said of cases, what was read. */
const remembered: ReadonlySet<Command['name']> = new Set([
  'diagnose',
  'solved',
  'grep',
  'trace',
  'collect',
  'playbook',
]);
/** Largest answer that is remembered, in characters of JSON; and longest paste. */
const maxData = 6_000_000;
const maxPaste = 16_000;

/** A thread's name in the store. */
export function scopeOf({ adapter, channel, id, owner }: ThreadRef): string {
  return JSON.stringify([adapter, channel ?? '', id, ...(owner === undefined ? [] : [owner])]);
}

/** The thread that a name in the store is of. */
export function threadIn(scope: string): ThreadRef {
  const [adapter = '', channel = '', id = '', owner] = JSON.parse(scope) as string[];
  return { adapter, id, ...(channel === '' ? {} : { channel }), ...(owner === undefined ? {} : { owner }) };
}

/** A step as it is reported: with the whole answer, of which the data is kept. */
export type Reported = Omit<Happened, 'data'> & { readonly reply: Reply };

/** Keeps a step, where it is one that an investigation is made of; a command line is no thread. */
export async function remember(happened: Reported, thread: ThreadRef, store: Store): Promise<void> {
  const { at, asker, locale, command, reply } = happened;
  if (!remembered.has(command.name) || reply.tone === 'failure' || thread.adapter === 'cli') return;
  const body = {
    asker: { id: asker.id, name: asker.name },
    locale,
    command: safe(command),
    data: bounded(reply.data),
  };
  const kept = { id: keptId(at), scope: scopeOf(thread), at };
  // What lists look at is kept small beside the whole.
  await store.write([
    { kind: 'happened', ...kept, body },
    { kind: 'step', ...kept, body: { ...body, command: short(body.command), data: slim(body.data) } },
  ]);
}

function short(command: Command): Command {
  return 'text' in command && command.text !== undefined
    ? { ...command, text: command.text.slice(0, maxShort) }
    : command;
}
const maxShort = 300;

/** Of an answer's data what a line about it says: verdict, services, and how each target was. */
function slim(data: unknown): unknown {
  if (data === null || data === undefined) return null;
  const {
    verdict,
    services,
    step,
    outcome: end,
    targets,
  } = data as Partial<Record<'verdict' | 'services' | 'step' | 'outcome', unknown>> & {
    targets?: readonly Record<'node' | 'log' | 'path' | 'outcome' | 'hits', unknown>[];
  };
  const places = targets?.map(({ node, log, path, outcome, hits }) => ({ node, log, path, outcome, hits }));
  return { verdict, services, step, outcome: end, ...(places ? { targets: places } : {}) };
}

export function happenedOf({ at, body }: Kept): Happened {
  return { at, ...(body as Omit<Happened, 'at'>) };
}

function safe(command: Command): Command {
  if (!('text' in command) || command.text === undefined) return command;
  return { ...command, text: redact(command.text.slice(0, maxPaste)).text };
}

function bounded(data: unknown): unknown {
  return JSON.stringify(data ?? null).length <= maxData ? data : null;
}
