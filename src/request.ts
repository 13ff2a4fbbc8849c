import type { Locale } from './language';
import type { Form, Reply } from './reply';

/** Who asks. `id` is unique within the adapter. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Ids of the groups the person is in, as far as the adapter knows them. */
  readonly groups?: readonly string[];
  /** A guest, or of another organisation: may do only what a rule that names them allows. */
  readonly isOutside?: boolean;
  /**
   * Runs the process itself, and may do what its account may. Only an adapter that hears nobody else says so: a command
   * line, a terminal, and the web page where it was opened from a terminal. Nothing that is sent can claim it.
   */
  readonly isOwner?: true;
}

/** Where the exchange happens; plain JSON, so that it can be stored. `adapter` is the adapter's name. */
export interface ThreadRef {
  readonly adapter: string;
  readonly id: string;
  /** The channel that the thread is in, where there are channels. */
  readonly channel?: string;
  /** Where its platform is called for it, where that differs from thread to thread: a URL that the platform itself gave. */
  readonly service?: string;
  /** A chat that has no threads and never ends: each error pasted there begins a new investigation. */
  readonly isEndless?: true;
  /** The one person who sees it, by id; left out where all of the channel does. */
  readonly owner?: string;
}

/** Where an answer will be seen: by a thread, by the asker alone, in a dialog, or on the home page. */
export type Surface = 'thread' | 'asker' | 'dialog' | 'home';

/** A file a person gave. The adapter downloads when `read` is called, at most 20 MB (20 · 2²⁰ bytes). */
export interface GivenFile {
  readonly name: string;
  readonly bytes: number;
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** Everything a person can do, whatever they do it with. Text and payload are untrusted. */
export type Request = {
  readonly id: string;
  readonly asker: Person;
  readonly thread: ThreadRef;
  readonly surface: Surface;
  /** The language to answer in, when the person or the surface fixes it; otherwise the question's own. */
  readonly locale?: Locale;
  /** When the platform says that it was done, in milliseconds since 1970. */
  readonly sentAt?: number;
  /** The same each time that the platform delivers the same thing; left out where it delivers once. */
  readonly deliveryKey?: string;
} & (
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly files: readonly GivenFile[];
      /** What the way that it came by says it is; otherwise its words do. */
      readonly as?: 'diagnose' | 'locate';
      /** It stands below another message, which cannot be read from there. */
      readonly isBelow?: boolean;
    }
  | {
      readonly kind: 'press';
      readonly payload: string;
      /** The id of the posted message that the button stands in. */
      readonly message?: string;
    }
  | { readonly kind: 'submit'; readonly payload: string; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'opened' }
);

/** What somebody did, as an adapter reads it: the request without who, where and its id. */
export type Did = Request extends infer Each
  ? Each extends Request
    ? Omit<Each, 'id' | 'asker' | 'thread' | 'surface'>
    : never
  : never;

/** What a running request can do besides answering: notice that nobody waits any more, and show progress. */
export interface Session {
  readonly signal: AbortSignal;
  show(reply: Reply): void;
}

/** The bot: each request gets one answer; `session.show` displays earlier versions of it. */
export type Handle = (request: Request, session: Session) => Promise<Reply | Form>;
