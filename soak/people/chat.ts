import type { Answer, Asked, Platform } from '../ledger';

/** A button as a person finds it below an answer. */
export interface Found {
  /** The command that it carries; undefined where it leafs, or is not for the bot to decode. */
  readonly command: string | undefined;
  readonly opensForm: boolean;
  press(): Asked;
}

/** A form as a person finds it. */
export interface FoundForm {
  /** The names of what can be filled in as text. */
  readonly fields: readonly string[];
  submit(values: Readonly<Record<string, string>>): Asked;
}

/** A chat platform as people use it. Everything they do is delivered to the program, some of it more than once. */
export interface Chat {
  readonly platform: Platform;
  /** Says something to the bot in a thread of its own. */
  say(kind: string, text: string): Asked;
  /** Drops a file into a chat with the bot; none where its platform keeps files elsewhere. */
  drop?(kind: string, file: string): Asked;
  /** Uses a slash command; says it where the platform has none. */
  command(kind: string, name: string, text: string): Asked;
  /** Opens the bot's own page. */
  openHome(): Asked;
  buttons(asked: Asked, answer: Answer): readonly Found[];
  form(asked: Asked, answer: Answer): FoundForm | undefined;
}

/** How the program is reached: an HTTP status, how long it took, and what it said. */
export interface Delivered {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
}

/** How long a platform waits for the program, in milliseconds. */
const waitMs = 15_000;

/** Delivers something by HTTP; status 0 where nobody answered in time. */
export async function post(url: string, body: string, headers: Record<string, string>): Promise<Delivered> {
  const startedAt = performance.now();
  try {
    const all = { connection: 'close', ...headers };
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: all,
      signal: AbortSignal.timeout(waitMs),
    });
    const text = await response.text();
    return { status: response.status, ms: performance.now() - startedAt, text };
  } catch {
    return { status: 0, ms: performance.now() - startedAt, text: '' };
  }
}
