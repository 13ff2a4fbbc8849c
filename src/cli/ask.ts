import { randomUUID } from 'node:crypto';
import { encode, type Command } from '../command';
import type { Locale } from '../language';
import type { Reply } from '../reply';
import type { GivenFile, Handle, Request } from '../request';
import { formReply } from './form-reply';
import { jsonOf } from './json';
import { openOrReport, type Opened } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** What the options of every answering command say. */
export interface AskOptions {
  readonly config?: string;
  readonly lang?: Locale;
  readonly json?: boolean;
}

/** What a command expects of its answer: a sentence when its words did not say it. */
export type Expectation = (reply: Reply) => string | undefined;

/** Answers one question on standard output; failures go to standard error. */
export function ask(
  text: string,
  options: AskOptions,
  world: World,
  expect?: Expectation,
): Promise<ExitCode> {
  return answer({ kind: 'message', text, files: [] }, options, world, expect);
}

/** Answers one command, without a question to read it from. */
export function askCommand(
  command: Command,
  options: AskOptions,
  world: World,
  bot?: Opened,
): Promise<ExitCode> {
  const payload = encode(command, options.lang ?? 'en');
  return answer({ kind: 'press', payload }, options, world, undefined, bot);
}

/** Diagnoses one file. */
export function askFile(file: GivenFile, options: AskOptions, world: World): Promise<ExitCode> {
  return answer({ kind: 'message', text: '', files: [file] }, options, world);
}

type Asked =
  { kind: 'message'; text: string; files: readonly GivenFile[] } | { kind: 'press'; payload: string };

async function answer(
  asked: Asked,
  options: AskOptions,
  world: World,
  expect?: Expectation,
  opened?: Opened,
): Promise<ExitCode> {
  const bot = opened ?? openOrReport(options.config, world);
  if (!bot) return exitCodes.failure;
  const reply = await replyTo(asked, options.lang, bot.handle);
  await bot.close();
  const misunderstood = expect?.(reply);
  if (misunderstood !== undefined) {
    world.stderr.write(`error: ${misunderstood}\n`);
    return exitCodes.usage;
  }
  const isFailure = reply.tone === 'failure';
  const text = options.json ? jsonOf(reply.data) : await world.render(reply);
  (isFailure && !options.json ? world.stderr : world.stdout).write(`${text}\n`);
  if (!isFailure) return reply.isFruitless ? exitCodes.failure : exitCodes.answered;
  return errorOf(reply)?.code === 'internal' ? exitCodes.failure : exitCodes.usage;
}

/** One request from the command line, answered; a form cannot be filled here, and is told. */
export async function replyTo(asked: Asked, locale: Locale | undefined, handle: Handle): Promise<Reply> {
  const id = randomUUID();
  const from = {
    id,
    asker: { id: 'cli', name: 'cli', isOwner: true as const },
    thread: { adapter: 'cli', id },
    surface: 'thread' as const,
  };
  const request: Request = { ...from, ...asked, ...(locale ? { locale } : {}) };
  const answered = await handle(request, { signal: new AbortController().signal, show: () => undefined });
  return answered.kind === 'reply' ? answered : formReply(answered);
}

interface ToldError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The failure a reply tells of, if it tells of one. */
export function errorOf(reply: Reply): ToldError | undefined {
  return reply.tone === 'failure' ? (reply.data as { error: ToldError }).error : undefined;
}
