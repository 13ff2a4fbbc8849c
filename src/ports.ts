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

/** What an adapter has to know of a machine to log in to it. Files are absolute paths. */
export interface RemoteNode {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly key?: string | undefined;
  readonly agent: boolean;
  readonly hostKey?: string | undefined;
  readonly knownHosts?: string | undefined;
}

/** A way to a node that did not open: where, why, and what was offered in place of the pinned key. */
export interface ConnectFailure {
  readonly kind: 'unreachable' | 'login-refused' | 'host-key-missing' | 'host-key-changed';
  /** The node or jump host that failed. */
  readonly hop: string;
  readonly detail: string;
  /** The host key offered, `<type> <base64>`, to compare with the node's own. */
  readonly offered?: string;
}

/** A search of one file, as values: none of them ever becomes shell text. */
export interface LogQuery {
  readonly path: string;
  /** Folders that the file has to lie in once links are resolved. */
  readonly roots: readonly string[];
  readonly text: string;
  readonly isRegex: boolean;
  readonly ignoresCase: boolean;
  /** Lines of context, at most 200 each. */
  readonly before: number;
  readonly after: number;
  /** Most hits (200), bytes of a line (8 KiB), bytes in all (1 MiB), seconds (60). */
  readonly maxHits: number;
  readonly maxLineBytes: number;
  readonly maxBytes: number;
  readonly seconds: number;
}

/** What a file was when it was read: bytes, and when it last changed, in seconds since 1970. */
export interface FileState {
  readonly bytes: number;
  readonly changed: number;
  readonly inode: string;
}

/** How a search ended. */
export type SearchOutcome =
  | {
      readonly kind: 'found' | 'nothing-found';
      /** As grep prints it: `12:hit`, `13-context`, `--` between groups. */
      readonly output: string;
      readonly before: FileState;
      readonly after: FileState;
      /** The node's clock, in seconds since 1970. */
      readonly nodeTime: number;
    }
  | {
      readonly kind:
        | 'no-such-file'
        | 'not-regular'
        | 'not-readable'
        | 'outside-roots'
        | 'timed-out'
        | 'canceled'
        | 'out-of-memory'
        | 'bad-pattern'
        | 'failed';
      readonly detail: string;
    }
  | ConnectFailure;

/** Reads logs on other machines, inside the bounds of a query. */
export interface RemoteLogs {
  /** `way`: the node's jump hosts, then itself. */
  search(way: readonly RemoteNode[], query: LogQuery, signal: AbortSignal): Promise<SearchOutcome>;
  /** Connects and logs in; the time of the node's clock, or why not. */
  check(
    way: readonly RemoteNode[],
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'connected' } | ConnectFailure>;
  close(): Promise<void>;
}
