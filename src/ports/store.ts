/**
 * What is kept, by kind: how a paste ended, what people said of a case, what happened in a thread, ticket drafts, deeds;
 * and what a restart must not lose: which requests were answered, what was posted where, what a key stands for, which
 * searches go on, and which processes live.
 */
export const kinds = [
  'diagnosed',
  'feedback',
  'happened',
  'step',
  'draft',
  'audit',
  'audit-checkpoint',
  'seen',
  'posted',
  'payload',
  'run',
  'lease',
] as const;
export type Kind = (typeof kinds)[number];

/** A thing that is kept, as JSON. */
export interface Kept {
  readonly kind: Kind;
  /** Unique within its kind. */
  readonly id: string;
  /** What it belongs to, such as a thread; empty where to nothing. */
  readonly scope: string;
  /** When it was first kept, ISO 8601 in UTC. */
  readonly at: string;
  /** From 1; one more with each writing. */
  readonly version: number;
  readonly body: unknown;
}

/** A thing to keep, or a new version of one. */
export interface Put {
  readonly kind: Kind;
  readonly id: string;
  readonly scope?: string;
  readonly at: string;
  readonly body: unknown;
  /** The version that it replaces; 0 where there may be none yet. Any where it is left out. */
  readonly replaces?: number;
}

/**
 * Keeps things beyond the process. What was written is there after a crash or a power cut. Rejects when it cannot keep or
 * read; what needs no store goes on without.
 */
export interface Store {
  /** All of them or none: `conflict` when one replaces a version that is not there any more. */
  write(puts: readonly Put[]): Promise<'written' | 'conflict'>;
  read(kind: Kind, id: string): Promise<Kept | undefined>;
  /** Oldest first; of one scope, or only the newest so many, where that is said. */
  list(kind: Kind, of?: { readonly scope?: string; readonly newest?: number }): Promise<readonly Kept[]>;
  /** Lets go of what was kept before a time, ISO 8601; resolves to how many. */
  prune(kind: Kind, before: string): Promise<number>;
  /** What is wrong with the store itself; nothing where all is right. */
  verify(): Promise<readonly string[]>;
  /** Writes a whole copy of it, as of now, into a file that is not there yet; left out where nothing lasts. */
  backup?(file: string): Promise<void>;
  close(): Promise<void>;
}
