import type { App } from '@slack/bolt';
import type { Calls } from './calls';
import type { SlackMessage } from './receive';

/** The blocks are checked by our own tests: Slack's types would name each of their kinds. */
type Blocks = never[];

/** The Web API as the adapter uses it. Rate limits are waited for by the client (Retry-After). */
export function webCalls(client: App['client']): Calls {
  return {
    async post(channel, threadTs, { text, blocks }) {
      const message = {
        channel,
        text,
        blocks: blocks as Blocks,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        unfurl_links: false,
        unfurl_media: false,
      };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a message in a chat, not to a window
      const sent = await client.chat.postMessage(message);
      return { channel: sent.channel ?? channel, ts: sent.ts ?? '' };
    },
    async postForOne(channel, threadTs, user, { text, blocks }) {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      await client.chat.postEphemeral({ channel, user, text, blocks: blocks as Blocks, ...thread });
    },
    async update(channel, ts, { text, blocks }) {
      await client.chat.update({ channel, ts, text, blocks: blocks as Blocks });
    },
    async upload(channel, threadTs, files) {
      const file_uploads = files.map(({ name, content }) => ({
        filename: name,
        title: name,
        file: Buffer.from(content as Uint8Array),
      }));
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      await client.filesUploadV2({ channel_id: channel, ...thread, file_uploads });
    },
    async fileInfo(id) {
      const { file } = await client.files.info({ file: id });
      return file;
    },
    async readMessage(channel, ts) {
      const { messages = [] } = await client.conversations.replies({ channel, ts, limit: 1 });
      return messages[0] as SlackMessage | undefined;
    },
    async openView(triggerId, view) {
      await client.views.open({ trigger_id: triggerId, view: view as never });
    },
    async publishHome(user, view) {
      await client.views.publish({ user_id: user, view: view as never });
    },
  };
}
