import type { Form, Reply } from '../reply';
import type { Request, ThreadRef } from '../request';

/** One way to talk to people: it turns what they do into Requests, and Replies into what they see. */
export interface ChatAdapter {
  readonly name: string;
  /** Resolves when the adapter listens; for one that ends by itself (a terminal), when it has ended. */
  start(desk: Desk): Promise<void>;
  stop(): Promise<void>;
  /** Can it be written to now? Left out where there is no connection to be lost. */
  isConnected?(): boolean;
  /** Tells something unasked: at a place, or where the adapter's administrators read. */
  announce(reply: Reply, place?: Place): Promise<void>;
}

/** Where something unasked belongs: a thread, and the message in it whose place it takes. */
export interface Place {
  readonly thread: ThreadRef;
  readonly posted?: Posted | undefined;
}

/** A posted message, as plain JSON that finds it again. `id` is unique within its adapter. */
export interface Posted {
  readonly id: string;
  /** The thread that the message stands in, or begins, for all who see it. */
  readonly thread?: ThreadRef;
  /** It cannot be found again: what only one person saw, what a terminal printed. */
  readonly isFleeting?: true;
}

/** Where one request's answer goes. */
export interface Outlet<Ref extends Posted> {
  post(reply: Reply): Promise<Ref>;
  /** `gone` when the message to edit no longer exists. */
  edit(ref: Ref, reply: Reply): Promise<'edited' | 'gone'>;
  openForm(form: Form): Promise<void>;
  /** Calls the asker to an answer that took long; left out where they cannot be called. */
  call?(reply: Reply): Promise<void>;
}

export interface DeskOptions {
  readonly signal?: AbortSignal;
  /** Shortest time between two edits, in milliseconds. */
  readonly spacingMs?: number | undefined;
  /** How often progress is shown again while nothing changes, in milliseconds; never where it is left out. */
  readonly tickMs?: number | undefined;
  /** Most edits of one message before its final version; any number where it is left out. */
  readonly mostEdits?: number | undefined;
}

/** What stands in a thread: a reply, without what it carries for machines and the bytes of its files. */
export interface Shown {
  readonly thread: ThreadRef;
  readonly reply: Reply;
}

/** What an adapter hands requests to. */
export interface Desk {
  /** Answers a request once, however often it arrives, and shows the answer; rejects where it cannot be shown. */
  deliver<Ref extends Posted>(request: Request, outlet: Outlet<Ref>, options?: DeskOptions): Promise<void>;
  /** A message of the bot's: what it was posted for, and what it shows; undefined for one that it did not post, or forgot. */
  posted(adapter: string, id: string): Promise<Shown | undefined>;
  /** True the first time that this delivery is asked about: for what an adapter answers by itself. */
  isNew(delivery: Pick<Request, 'deliveryKey' | 'thread'>): Promise<boolean>;
  /** Did the bot post in this thread? */
  hasJoined(thread: ThreadRef): Promise<boolean>;
  /** Keeps what does not fit where it should go; resolves to its key, which works in this thread alone. */
  keep(value: unknown, thread: ThreadRef): Promise<string>;
  kept(key: string, thread: ThreadRef): Promise<unknown>;
}
