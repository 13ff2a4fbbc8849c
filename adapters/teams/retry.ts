import { setTimeout as sleep } from 'node:timers/promises';

/* What the Bot Framework does by itself waits as long as it is told to, an hour too, and does not repeat a 412 at all. */

/** Answers of Teams that may pass, after Microsoft's page on rate limits. */
const passing = new Set([412, 429, 502, 504]);
const mostTries = 5;
/** A call that got no answer may have been taken: it is repeated once. */
const mostUnanswered = 2;
/** First pause, and longest, in milliseconds. */
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** How long one try may take, in milliseconds. */
const tryMs = 15_000;

export interface RetryOptions {
  /** Done twice it is as if done once, as an edit is: whatever may pass is waited for. */
  readonly isRepeatable?: boolean;
  /** Between 0 and 1. */
  readonly random?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly tryMs?: number;
}

/** Calls Teams until it takes the call, five times at most; between tries it waits longer each time, and not in step with others. */
export async function patiently<Result>(
  call: () => Promise<Result>,
  { random = Math.random, wait = sleep, tryMs: most = tryMs, isRepeatable = false }: RetryOptions = {},
): Promise<Result> {
  for (let tries = 1; ; tries += 1)
    try {
      return await within(most, call());
    } catch (error) {
      if (tries >= triesFor(error, isRepeatable)) throw error;
      const pause = Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs) * (0.5 + random());
      await wait(Math.max(pause, Math.min(retryAfterMs(error), longestPauseMs)));
    }
}

function triesFor(error: unknown, isRepeatable: boolean): number {
  const status = statusOf(error);
  if (status !== undefined) return passing.has(status) || (isRepeatable && status >= 500) ? mostTries : 1;
  // A network that failed says so in a code; what is wrong with the call itself does not pass.
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code !== 'string') return 1;
  return isRepeatable ? mostTries : mostUnanswered;
}

/** Rejects where nothing came of it in time; whoever waits goes on. */
export function within<Result>(ms: number, result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const late = Object.assign(new Error(`no answer within ${ms} ms`), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(late), ms);
  });
  return Promise.race([result, silence]).finally(() => clearTimeout(timer));
}

/** The HTTP status that Teams answered with; undefined where it did not. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

interface Answered {
  readonly response?: { readonly headers?: { get?(name: string): string | null | undefined } };
}

/** What Teams asks to wait, in milliseconds; as seconds or as a date. */
function retryAfterMs(error: unknown): number {
  const told = (error as Answered).response?.headers?.get?.('retry-after') ?? '';
  const seconds = Number(told);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(told) - Date.now();
  return ms > 0 ? ms : 0;
}
