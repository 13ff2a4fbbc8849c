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

/** The thread of a message: the one that it stands in, else the one that it begins. */
export function threadOf(
  channel: string,
  { ts, thread_ts }: Pick<SlackMessage, 'ts' | 'thread_ts'>,
): ThreadRef {
  return { adapter: 'slack', channel, id: thread_ts ?? ts };
}

/** What one person asks for themselves in a channel: a thread of its own, which nobody else sees. */
export function ownThread(channel: string, user: string): ThreadRef {
  return { adapter: 'slack', channel, id: `for ${user}` };
}

/** Somebody's id, with the workspace that it is of. */
export function personId(team: string, user: string): string {
  return `${team}/${user}`;
}

/** All that a message says: its text, and what an app put into blocks and attachments, each once. */
export function wholeTextOf({ text = '', blocks = [], attachments = [] }: SlackMessage, me = ''): string {
  const said = [
    plainOf(text, me),
    ...attachments.flatMap((each) => textsIn(each)),
    ...blocks.flatMap((each) => textsIn(each)),
  ];
  const lines: string[] = [];
  for (const part of said.map((each) => plainOf(each, me)))
    if (part.trim() !== '' && !lines.some((line) => line.includes(part))) lines.push(part);
  return lines.join('\n');
}

const textKeys = new Set(['text', 'title', 'pretext', 'fallback', 'value', 'url']);
const deepest = 8;

/** The texts in a block or an attachment, whatever its form; what stands behind a button is none. */
function textsIn(part: unknown, depth = 0): string[] {
  if (depth > deepest || typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return joined(part, depth);
  const { type } = part as { type?: string };
  if (type === 'button' || type === 'actions') return [];
  return Object.entries(part).flatMap(([key, value]): string[] => {
    if (typeof value === 'string') return textKeys.has(key) ? [value] : [];
    return textsIn(value, depth + 1);
  });
}

/** Pieces of rich text are one text. */
function joined(parts: readonly unknown[], depth: number): string[] {
  const texts = parts.map((each) => textsIn(each, depth + 1));
  const isRich = parts.some((each) =>
    /^(?:text|link|user|emoji)$/.test(String((each as { type?: string } | null)?.type)),
  );
  return isRich ? [texts.flat().join('')] : texts.flat();
}

/** A slash command's text as the bot hears it: the command's own word goes before what it does not say by itself. */
export function commandText(
  command: 'logs' | 'diagnose' | 'grep' | 'trace' | 'escalate' | 'sherlog',
  text: string,
) {
  const said = plainOf(text);
  if (/^(?:help|\?|帮助)$/i.test(said)) return command === 'sherlog' ? 'help' : `help ${command}`;
  switch (command) {
    case 'logs':
    case 'diagnose':
      return said === '' ? `help ${command}` : said;
    case 'sherlog':
      return said;
    case 'escalate':
      return /^(?:list|列表)$/i.test(said) ? 'tickets' : said === '' ? 'escalate' : said;
    case 'grep':
      return `grep ${said}`.trim();
    case 'trace':
      return said === '' ? 'help trace' : `trace ${said}`;
  }
}
