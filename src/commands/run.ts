import type { CommandName, CommandOf } from '../command';
import type { CaseIndex } from '../diagnose';
import type { Examination } from '../doctor';
import type { Investigation } from '../investigation';
import type { Catalog } from '../knowledge/catalog';
import type { Locale } from '../language';
import type { Node } from '../nodes/schema';
import type { Entry } from '../feedback/entries';
import type { Draw, RemoteLogs, Store, TicketPost } from '../ports';
import type { PermissionConfig } from '../permission/schema';
import type { Form, Reply } from '../reply';
import type { Person, ThreadRef } from '../request';
import type { Command } from '../command';
import type { Run as Started } from '../runs';
import type { PostConfig } from '../ticket/post-schema';

/** What a command may use while it runs. */
export interface Context {
  readonly catalog: Catalog;
  readonly caseIndex: () => CaseIndex;
  readonly locale: Locale;
  readonly signal: AbortSignal;
  readonly asker: Person;
  readonly thread: ThreadRef;
  /** The machines whose logs may be read, and what reads them. */
  readonly nodes: readonly Node[];
  readonly remote: RemoteLogs;
  /** Who may do what. */
  readonly permissions: PermissionConfig;
  /** Begins a search that can be canceled, and is told and repeated where its process ends before it. */
  startRun(command: Command): Started;
  /** Ends a run of this thread; false where there is none of that id any more. */
  cancelRun(id: string): boolean;
  readonly store: Store;
  /** Where drafts can be sent, and to whom. */
  readonly post: TicketPost;
  readonly postConfig: PostConfig;
  /** Makes PNGs of pictures. */
  readonly draw: Draw;
  /** What looks whether the service works; left out where there is none. */
  readonly checkup?: ((signal: AbortSignal) => readonly Examination[]) | undefined;
  /** What was filled into a form; empty where none was. */
  readonly values: Readonly<Record<string, string>>;
  /** What happened in a thread, this one unless another is named. */
  investigation(thread?: ThreadRef): Promise<Investigation>;
  readonly now: () => Date;
  show(reply: Reply): void;
  /** Keeps what happened, with the time and who asked. Never fails the answer. */
  readonly record: (fact: Fact) => void;
}

/** An entry of the store without what the bot adds to it. */
export type Fact = Entry extends infer Each
  ? Each extends Entry
    ? Omit<Each, 'at' | 'asker'>
    : never
  : never;

/** A command, run: its answer, or the form it needs filled. */
export type Run<Name extends CommandName> = (
  command: CommandOf<Name>,
  context: Context,
) => Promise<Reply | Form> | Reply | Form;
