import type { NodeStanding } from './meter';

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
  /** Most searches that run on it at once. */
  readonly concurrency: number;
}

/** A node with its jump hosts, outermost first, itself last. */
export type Way = readonly RemoteNode[];

/** Where a log lies: its id in the catalogue, if it has one, a folder, and a name or the beginning of one. */
export interface LogPlace {
  readonly log?: string | undefined;
  readonly folder: string;
  readonly name: string;
}

/** Folders that a file has to lie in once links are resolved, and how long a run may take, in seconds (60). */
interface Bounds {
  readonly roots: readonly string[];
  readonly seconds: number;
}

/** A part of a log by time: wall-clock times `YYYY-MM-DD hh:mm:ss`, those of the log's zone and the same in UTC. */
export interface Window {
  readonly from: string;
  readonly to: string;
  readonly utcFrom: string;
  readonly utcTo: string;
}

/** A search of files, as values: none of them ever becomes shell text. */
export interface LogQuery extends Bounds {
  /** At most 60. */
  readonly files: readonly LogPlace[];
  /** Any of these is a hit; at most 12, of 512 bytes each. */
  readonly texts: readonly string[];
  readonly isRegex: boolean;
  readonly ignoresCase: boolean;
  /** Lines of context, at most 200 each. */
  readonly before: number;
  readonly after: number;
  readonly window?: Window | undefined;
  /** Of each file: most hits (2,000), bytes of a line (8 KiB), bytes in all (1 MiB); the newest hits are kept. */
  readonly maxHits: number;
  readonly maxLineBytes: number;
  readonly maxBytes: number;
}

/** What a file was when it was read: bytes, and when it last changed, in seconds since 1970. */
export interface FileState {
  readonly bytes: number;
  readonly changed: number;
  readonly inode: string;
}

/** What makes a result doubtful. */
export type Warning = 'rotated' | 'truncated' | 'no-times' | 'unordered' | 'damaged';

/** How the search of one file ended. */
export type FileOutcome =
  | {
      readonly kind: 'found' | 'nothing-found';
      /** As grep prints it: `12:hit`, `13-context`; the numbers are those of the file, unless `isNumbered` is false. */
      readonly output: string;
      readonly isNumbered: boolean;
      /** All hits, of which `output` holds the newest; and the first of them, by its line. */
      readonly hits: number;
      readonly oldest?: { readonly line: number; readonly text: string } | undefined;
      /** Hits or lines were left out for the bounds. */
      readonly isCut: boolean;
      /** Bytes that were read, and why not others. */
      readonly read: {
        readonly how: 'full' | 'window' | 'tail' | 'unpacked';
        readonly from: number;
        readonly to: number;
      };
      readonly before: FileState;
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: FileFailure; readonly detail: string };

export type FileFailure =
  | 'no-such-file'
  | 'not-regular'
  | 'not-readable'
  | 'outside-roots'
  | 'not-in-catalogue'
  /** The log is there, and none of its files holds the time asked for. */
  | 'no-file-then'
  | 'out-of-memory'
  | 'bad-pattern'
  | 'failed';

/** A node's clock against this process's, in milliseconds; the error is half of the round trip. */
export interface Clock {
  readonly offsetMs: number;
  readonly errorMs: number;
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

/** Nothing came of a run as a whole. */
export type RunFailure =
  { readonly kind: 'timed-out' | 'canceled' | 'busy' | 'failed'; readonly detail: string } | ConnectFailure;

/** How a search ended: a file's outcome each, in their order. */
export type SearchResult =
  { readonly kind: 'searched'; readonly clock: Clock; readonly files: readonly FileOutcome[] } | RunFailure;

/** Which files lie where; with their first times, those that changed at `since` (seconds since 1970) or later. */
export interface LogListing extends Bounds {
  readonly places: readonly LogPlace[];
  readonly since: number;
  readonly wantsTimes: boolean;
}

export interface ListedFile {
  readonly name: string;
  readonly bytes: number;
  readonly changed: number;
  readonly isRegular: boolean;
  readonly isReadable: boolean;
  /** The first time in it, `YYYY-MM-DD hh:mm:ss`, and the zone that it says: `UTC`, `UTC+08:00`; none is the node's. */
  readonly first?: { readonly time: string; readonly zone: string | undefined } | undefined;
}

/** The files whose names begin as a place's does. */
export type FolderOutcome =
  | { readonly kind: 'listed'; readonly files: readonly ListedFile[] }
  | { readonly kind: FileFailure; readonly detail: string };

export type ListResult =
  | {
      readonly kind: 'listed';
      readonly clock: Clock;
      readonly tools: readonly string[];
      readonly folders: readonly FolderOutcome[];
    }
  | RunFailure;

/** Reads logs on other machines, inside the bounds of a query. Nothing goes on there once a call is over. */
export interface RemoteLogs {
  search(way: Way, query: LogQuery, signal: AbortSignal): Promise<SearchResult>;
  list(way: Way, listing: LogListing, signal: AbortSignal): Promise<ListResult>;
  /** The nodes that were connected to, as their connections stand; left out where none lasts. */
  standing?(): readonly NodeStanding[];
  close(): Promise<void>;
}
