/*
 * The calls of the Web API that the adapter makes, as functions of plain JSON: `index.ts` gives the real ones. Each rejects
 * with an error whose `data.error` is Slack's own code.
 */
import type { SharedFile, SlackMessage } from './receive';
import type { SlackBlock, SlackFile } from './render';

export interface Message {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

export interface Calls {
  /** Resolves to where it stands; a person's id for a channel means the direct message with them. */
  post(
    channel: string,
    threadTs: string | undefined,
    message: Message,
  ): Promise<{ channel: string; ts: string }>;
  postForOne(channel: string, threadTs: string | undefined, user: string, message: Message): Promise<void>;
  update(channel: string, ts: string, message: Message): Promise<void>;
  upload(channel: string, threadTs: string | undefined, files: readonly SlackFile[]): Promise<void>;
  fileInfo(id: string): Promise<SharedFile | undefined>;
  /** The message that begins a thread. */
  readMessage(channel: string, ts: string): Promise<SlackMessage | undefined>;
  openView(triggerId: string, view: object): Promise<void>;
  publishHome(user: string, view: object): Promise<void>;
}

/** Slack's own code for what went wrong; empty for anything else. */
export function codeOf(error: unknown): string {
  const { data } = (error ?? {}) as { data?: { error?: unknown } };
  return typeof data?.error === 'string' ? data.error : '';
}
