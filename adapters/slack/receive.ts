import type { ThreadRef } from '../../src/request';
import { plainOf } from './text';

/** Where an answer goes: a channel, the message whose thread it belongs to, and who asked. */
export interface Target {
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly user: string;
  /** Only the asker sees it. */
  readonly isForAsker: boolean;
}

/** A file as an event names it. */
export interface SharedFile {
  readonly id?: string;
  readonly name?: string;
  readonly size?: number;
  readonly mimetype?: string;
  readonly is_external?: boolean;
  /** `check_file_info` where the rest is told only when it is asked for. */
  readonly file_access?: string;
  readonly url_private_download?: string;
  readonly url_private?: string;
}

/** A message, of a person or of an app, as events and shortcuts hand it over. */
export interface SlackMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly subtype?: string;
  readonly channel?: string;
  readonly channel_type?: string;
  readonly user_team?: string;
  readonly source_team?: string;
  readonly team?: string;
  readonly files?: readonly SharedFile[];
  readonly blocks?: readonly unknown[];
  readonly attachments?: readonly unknown[];
}

/** The id that a posted message is known by. */
export function postedId(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

/** When something was done, by a time stamp of Slack's: seconds since 1970. */
export function sentAt(ts: string | undefined): { readonly sentAt?: number } {
  const seconds = Number(ts);
  return seconds > 0 ? { sentAt: seconds * 1_000 } : {};
}

/** The thread of a message: the one that it stands in, else the one that it begins. */
export function threadOf(
  channel: string,
  { ts, thread_ts }: Pick<SlackMessage, 'ts' | 'thread_ts'>,
): ThreadRef {
  return { adapter: 'slack', channel, id: thread_ts ?? ts };
}

/** What one person asks for themselves: a thread of its own each time, which nobody else sees. */
export function ownThread(channel: string, owner: string, id: string): ThreadRef {
  return { adapter: 'slack', channel, id, owner };
}

/**
 * The id of the blocks that hold a message's buttons, where Slack tells nothing else of the message when one is pressed:
 * it carries the thread. Slack keeps it, nobody can type it.
 */
export function taggedId({ id, owner }: ThreadRef, at: number): string {
  return `${owner === undefined ? 'in' : 'own'} ${id} ${at}`.slice(0, maxBlockId);
}
const maxBlockId = 255;

/** The thread that a button's block carries; undefined where it carries none. */
export function threadTagged(
  blockId: string | undefined,
  channel: string,
  owner: string,
): ThreadRef | undefined {
  const [, kind, id] = /^(in|own) (.+) \d+$/.exec(blockId ?? '') ?? [];
  if (id === undefined) return undefined;
  return kind === 'own' ? ownThread(channel, owner, id) : { adapter: 'slack', channel, id };
}

/** Somebody's id, with the workspace that it is of. */
export function personId(team: string, user: string): string {
  return `${team}/${user}`;
}

/** All that a message says: its text, and what an app put into blocks and attachments, each once. */
export function wholeTextOf({ text = '', blocks = [], attachments = [] }: SlackMessage, me = ''): string {
  const plain = (markup: string) => plainOf(markup, me);
  const said = [
    plain(text),
    ...attachments.flatMap((each) => textsIn(each, plain)),
    ...blocks.flatMap((each) => textsIn(each, plain)),
  ];
  const lines: string[] = [];
  for (const part of said)
    if (part.trim() !== '' && !lines.some((line) => line.includes(part))) lines.push(part);
  return lines.join('\n');
}

const textKeys = new Set(['text', 'title', 'pretext', 'fallback', 'value']);
const deepest = 8;
type Plain = (markup: string) => string;

/** The texts in a block or an attachment, whatever its form; what stands behind a button is none. */
function textsIn(part: unknown, plain: Plain, depth = 0): string[] {
  if (depth > deepest || typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((each) => textsIn(each, plain, depth + 1));
  const { type, elements } = part as { type?: string; elements?: readonly RichPart[] };
  if (type === 'button' || type === 'actions') return [];
  if (type?.startsWith('rich_text_') && type !== 'rich_text_list')
    return [(elements ?? []).map(richText).join('')];
  // Plain text has no markup to be read.
  const read = type === 'plain_text' ? (text: string) => text : plain;
  return Object.entries(part).flatMap(([key, value]): string[] => {
    if (typeof value === 'string') return textKeys.has(key) ? [read(value)] : [];
    return textsIn(value, plain, depth + 1);
  });
}

interface RichPart {
  readonly type?: string;
  readonly text?: string;
  readonly url?: string;
  readonly name?: string;
}

function richText({ type, text, url, name }: RichPart): string {
  return text ?? url ?? (type === 'emoji' ? `:${name}:` : '');
}
