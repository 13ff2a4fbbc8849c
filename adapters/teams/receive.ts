import { commandWords, heardAs, type CommandWord } from '../../src/chat/words';
import type { Did, Person, ThreadRef } from '../../src/request';
import type { Activity } from './activity';
import { plainOf } from './text';

/** The thread of an activity: in a channel the post that it hangs on, elsewhere the chat. */
export function threadOf({ conversation, serviceUrl }: Activity, adapter: string): ThreadRef {
  const id = conversation?.id ?? '';
  const service = serviceUrl === undefined ? {} : { service: serviceUrl };
  const isEndless = conversation?.conversationType === 'channel' ? {} : ({ isEndless: true } as const);
  return { adapter, id, channel: channelOf(id), ...service, ...isEndless };
}

/** A conversation without the post in it. */
export function channelOf(conversation: string): string {
  return conversation.split(';messageid=')[0] ?? conversation;
}

/** The id that a posted message is known by: Teams' own is unique within its channel. */
export function postedId(conversation: string, activityId: string): string {
  return `${channelOf(conversation)}:${activityId}`;
}

export function isPersonal({ conversation }: Activity): boolean {
  return conversation?.conversationType === 'personal';
}

/** The tenant that somebody writes from. */
export function tenantOf({ conversation, channelData }: Activity): string {
  return channelData?.tenant?.id ?? conversation?.tenantId ?? '';
}

/** Somebody, with their tenant; without an id of the directory, or from another tenant, they are outside. */
export function personOf(activity: Activity, home: string): Person {
  const { from } = activity;
  const tenant = tenantOf(activity);
  const isOutside = !from?.aadObjectId || tenant !== home;
  return {
    id: `${tenant}/${from?.aadObjectId || (from?.id ?? '')}`,
    name: from?.name || 'somebody',
    ...(isOutside ? { isOutside: true } : {}),
  };
}

/** Longest text that is read, in characters; the core says what is too long for it. */
const maxText = 600_000;

/** What was written, without the mention of the bot. */
export function textOf({ text = '', textFormat, entities, recipient }: Activity): string {
  const mention = entities.find(
    ({ type, mentioned }) =>
      type === 'mention' && mentioned?.id !== undefined && mentioned.id === recipient?.id,
  );
  return plainOf(text.slice(0, maxText), textFormat === 'xml', mention?.text);
}

/** A message as what it does: its command where it begins with one, the bot's own page where it asks for that, else its words. */
export function didSay(activity: Activity, text: string): Did {
  const key = keyOf(activity);
  if (/^\/?(?:home|主页|首页)$/i.test(text)) return { kind: 'opened', ...key };
  const id = activity.conversation?.id ?? '';
  const isBelow = id !== channelOf(id) && id !== `${channelOf(id)};messageid=${activity.id}`;
  return { kind: 'message', files: [], ...commandIn(text), ...key, ...(isBelow ? { isBelow } : {}) };
}

const commandLine = new RegExp(`^(/?)(${commandWords.join('|')})(?![\\w-])[:：]?\\s*([^]*)$`, 'i');

/** A command's word is one where it has its slash, stands alone, or has no other meaning; else it is part of a sentence. */
function commandIn(text: string): ReturnType<typeof heardAs> {
  // The menu has further words, which are orders as they stand.
  const plain = /^\/(summary|tickets|help|摘要|工单|帮助)$/i.exec(text.trim())?.[1];
  if (plain !== undefined) return { text: plain };
  const [, slash, word = '', rest = ''] = commandLine.exec(text) ?? [];
  const name = word.toLowerCase() as CommandWord;
  const isAlone = /^(?:|help|\?|帮助)$/i.test(rest.trim());
  const isOne = slash === '/' || isAlone || name === 'diagnose' || name === 'sherlog';
  return word !== '' && isOne ? heardAs(name, rest) : { text };
}

/** What is the same each time that Teams delivers the same thing, and when it was done; nothing where it says none. */
export function keyOf({
  type,
  name = '',
  id,
  conversation,
  timestamp,
}: Activity): Pick<Did, 'deliveryKey' | 'sentAt'> {
  return {
    ...(id === undefined ? {} : { deliveryKey: `${type} ${name} ${conversation?.id ?? ''} ${id}` }),
    ...(timestamp === undefined ? {} : { sentAt: timestamp.getTime() }),
  };
}
