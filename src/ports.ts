import type { Form, Reply } from './reply';
import type { Handle } from './request';

/** One way to talk to people: it turns what they do into Requests, and Replies into what they see. */
export interface ChatAdapter {
  readonly name: string;
  /** Resolves when the adapter listens; for one that ends by itself (a terminal), when it has ended. */
  start(handle: Handle): Promise<void>;
  stop(): Promise<void>;
  /** Tells something unasked, in the place where the adapter's administrators read. */
  announce(reply: Reply): Promise<void>;
}

/** Where one request's answer goes. `Ref` is plain JSON that finds the posted message again. */
export interface Outlet<Ref> {
  post(reply: Reply): Promise<Ref>;
  /** `gone` when the message to edit no longer exists. */
  edit(ref: Ref, reply: Reply): Promise<'edited' | 'gone'>;
  openForm(form: Form): Promise<void>;
}

/** What is kept of use, so that the knowledge can grow. Every text in it is redacted; `at` is an ISO 8601 time in UTC. */
export type Entry =
  | {
      readonly kind: 'diagnosed';
      readonly at: string;
      readonly verdict: 'match' | 'candidates' | 'unknown';
      /** The case shown first. */
      readonly case?: string;
      /** The paste, where no known case fits it; at most 4,000 characters. */
      readonly text?: string;
    }
  | {
      readonly kind: 'feedback';
      readonly at: string;
      readonly says: 'solved' | 'not-it';
      readonly case: string;
      /** The person's id, within the adapter. */
      readonly asker: string;
    };

/** Keeps entries beyond the process. Rejects when it cannot; what needs no store goes on without. */
export interface Store {
  append(entry: Entry): Promise<void>;
  /** All entries, oldest first. */
  entries(): AsyncIterable<Entry>;
}
