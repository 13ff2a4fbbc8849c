import type { Readable, Writable } from 'node:stream';
import type { ChatAdapter, Check, Draw, Ops, OpsPlaces, RemoteLogs, Store, TicketPost } from '../ports';
import type { Config } from '../config';
import type { Locale } from '../language';
import type { Log } from '../log';
import type { Node } from '../nodes/schema';
import type { Reply } from '../reply';

/** What the command line touches outside itself; main.ts gives the real things, tests give others. */
export interface World {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** Where relative paths count from. */
  readonly folder: string;
  readonly knowledgeFolder: string;
  /** The build's snapshot of that folder, where there is one. */
  readonly knowledgeSnapshot?: string;
  readonly version: string;
  readonly now: () => Date;
  openStore(folder: string): Promise<Store>;
  readonly openRemoteLogs: () => Promise<RemoteLogs>;
  /** Makes PNGs of pictures. */
  readonly draw: Draw;
  /** Health and metrics of a service. */
  openOps(config: OpsPlaces): Promise<Ops>;
  /** The post of ticket drafts. */
  openTicketPost(config: Config['tickets']): Promise<TicketPost>;
  /** A made-up site to look around in, where nothing is configured. */
  readonly demo: { readonly nodes: readonly Node[]; readonly openRemoteLogs: () => Promise<RemoteLogs> };
  /** Looks at chat platforms, mail and webhook, as they are configured. Sends nothing to anybody. */
  checkOutside(config: Config, signal: AbortSignal): Promise<readonly Check[]>;
  openTerminal(locale: Locale | undefined): Promise<ChatAdapter>;
  /** The chat in a browser on this machine. */
  openWeb(options: PageOptions): Promise<ChatAdapter>;
  /** The chat platforms that a configuration turns on, and what they are called through. */
  openChats(config: Config, log: Log, options?: ChatOptions): Promise<readonly ChatAdapter[]>;
  /** Resolves when the process is asked to end. */
  untilStopped(): Promise<void>;
  /** Told each time that the process is asked to read its configuration again; a terminal that is closed ends it as before. */
  onReload(reload: () => void): void;
  /** Told of what nothing else handled, which then does not end the process. */
  onUnhandled(tell: (error: unknown) => void): void;
  /** A reply as the terminal shows it. */
  render(reply: Reply): Promise<string>;
}

export interface PageOptions {
  readonly port?: number | undefined;
  /** Who sits at it is whoever runs the process. */
  readonly isOwner: boolean;
  readonly locale: Locale | undefined;
  readonly log: Log;
}

export interface ChatOptions {
  /** Teams' local client on this machine alone, which identifies nobody. */
  readonly isTeamsLocal?: boolean;
}

/** Exit codes: answered, failed, wrongly used. */
export const exitCodes = { answered: 0, failure: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
