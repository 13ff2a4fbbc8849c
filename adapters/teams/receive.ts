import type { Person, ThreadRef } from '../../src/request';
import { plainOf } from './text';

/** What Teams sends, as far as it is read. All of it comes from outside. */
export interface Activity {
  readonly type: string;
  readonly name?: string;
  readonly id?: string;
  readonly channelId?: string;
  readonly serviceUrl?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly locale?: string;
  readonly from?: { readonly id: string; readonly name?: string; readonly aadObjectId?: string };
  readonly recipient?: { readonly id: string; readonly name?: string };
  readonly conversation?: {
    readonly id: string;
    readonly conversationType?: string;
    readonly tenantId?: string;
  };
  readonly channelData?: { readonly tenant?: { readonly id?: string } };
  readonly entities?: readonly {
    readonly type: string;
    readonly text?: string;
    readonly mentioned?: { readonly id?: string };
  }[];
  readonly replyToId?: string;
  readonly value?: unknown;
}

/** The thread of an activity: in a channel the post that it hangs on, elsewhere the chat. */
export function threadOf({ conversation }: Activity): ThreadRef {
  const id = conversation?.id ?? '';
  const [channel = id] = id.split(';messageid=');
  return { adapter: 'teams', id, channel };
}

/** The tenant that somebody writes from. */
export function tenantOf({ conversation, channelData }: Activity): string {
  return channelData?.tenant?.id ?? conversation?.tenantId ?? '';
}

/** Somebody, with their tenant; without an id of the directory, or from another tenant, they are outside. */
export function personOf(activity: Activity, home: string): Person {
  const { from } = activity;
  const tenant = tenantOf(activity);
  const isOutside = from?.aadObjectId === undefined || tenant !== home;
  return {
    id: `${tenant}/${from?.aadObjectId ?? from?.id ?? ''}`,
    name: from?.name || 'somebody',
    ...(isOutside ? { isOutside: true } : {}),
  };
}

/** What was written, without the mention of the bot. */
export function textOf({ text = '', textFormat, entities = [], recipient }: Activity): string {
  const mention = entities.find(
    ({ type, mentioned }) =>
      type === 'mention' && mentioned?.id !== undefined && mentioned.id === recipient?.id,
  );
  return plainOf(text, textFormat === 'xml', mention?.text);
}

/** The same each time that Teams delivers the same thing. */
export function deliveryKeyOf({ type, name = '', id, conversation }: Activity): string | undefined {
  return id === undefined ? undefined : `${type} ${name} ${conversation?.id ?? ''} ${id}`;
}
