import { clean, cut } from '../../src/plain';
import { randomUUID } from 'node:crypto';
import type { Outlet, Posted } from '../../src/ports';
import type { Form, Reply } from '../../src/reply';
import type { ThreadRef } from '../../src/request';
import { codeOf, type Calls, type Message } from './calls';
import { isForAskerAlone, isProgress, shownBy, whyElsewhere, type Respond } from './for-asker';
import { opening } from './kept-form';
import { postedId, taggedId, type Target } from './receive';
import { notification, render, type Rendered } from './render';

/** Where a message stands; of one that only its asker sees nothing is known. */
export interface SlackRef extends Posted {
  readonly channel?: string;
  readonly ts?: string;
}

/** What one thing that somebody did lets the bot do about it, for a while. */
export interface Means {
  readonly calls: Calls;
  /** The thread that the answer belongs to. */
  readonly thread: ThreadRef;
  /** Answers by the response URL: five times within 30 minutes, and where the bot is not in the channel. */
  readonly respond?: Respond | undefined;
  /** Opens a modal within 3 s. */
  readonly openForm: (form: Form) => Promise<'opened' | 'too-late'>;
  /** Keeps a form that could not open, for a button that opens it. */
  readonly keepForm: (form: Form) => Promise<string>;
  /** Tells that the first answer is about to be shown. */
  readonly begin?: () => Promise<void>;
  readonly log: { warn(facts: object, sentence: string): void };
}

const threadCodes = new Set(['thread_not_found', 'cannot_reply_to_message', 'message_not_found']);
const sizeCodes = new Set([
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
]);

/** Where the answer to one request goes in Slack. */
export function createOutlet(target: Target, means: Means): Outlet<SlackRef> {
  const { channel, threadTs, user } = target;
  const { calls, respond, thread } = means;
  /** Messages of this answer, and whether its files are with them. */
  const own = new Map<string, boolean>();

  const post = async (reply: Reply): Promise<SlackRef> => {
    await means.begin?.();
    const rendered = render(reply);
    if (target.isForAsker || isForAskerAlone(reply, target)) return postForAsker(rendered);
    const ref = await postOpenly(reply, rendered);
    own.set(ref.id, false);
    await attachOnce(ref, reply, rendered);
    return ref;
  };

  async function postOpenly(reply: Reply, rendered: Rendered): Promise<SlackRef> {
    try {
      return refOf(await calls.post(channel, threadTs, rendered), threadTs);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'token_revoked' || code === 'invalid_auth' || code === 'account_inactive') throw error;
      // Its message is gone, or cannot be answered: the channel is still there.
      if (threadTs !== undefined && threadCodes.has(code))
        return refOf(await calls.post(channel, undefined, rendered), undefined);
      if (sizeCodes.has(code))
        return refOf(await calls.post(channel, threadTs, { text: rendered.text, blocks: [] }), threadTs);
      return postElsewhere(reply, code);
    }
  }

  /** The bot cannot write there: the asker gets the answer in their direct messages, and why. */
  async function postElsewhere(reply: Reply, code: string): Promise<SlackRef> {
    const rendered = render({ ...reply, blocks: [whyElsewhere(code), ...reply.blocks] });
    if (respond && (await shownBy(respond, tagged(rendered))))
      return { id: `for one ${randomUUID()}`, isFleeting: true };
    return refOf(await calls.post(user, undefined, rendered), undefined);
  }

  async function postForAsker(rendered: Rendered): Promise<SlackRef> {
    const message = tagged(rendered);
    try {
      await calls.postForOne(channel, threadTs, user, message);
    } catch (error) {
      // The bot is not in the channel: what the person pressed or typed still answers.
      if (!respond || !(await shownBy(respond, message))) throw error;
    }
    if (rendered.files.length > 0) await attachForAsker(rendered);
    return { id: `for one ${randomUUID()}`, isFleeting: true };
  }

  /** Of a message that one person sees Slack tells nothing when a button is pressed: its blocks carry the thread. */
  function tagged({ text, blocks }: Rendered): Message {
    const marked = blocks.map((block, at) =>
      block.type === 'actions' || block.type === 'context_actions'
        ? { ...block, block_id: taggedId(thread, at) }
        : block,
    );
    return { text, blocks: marked };
  }

  /** Progress has no files yet; those of an answer go with it once. */
  async function attachOnce(ref: SlackRef, reply: Reply, rendered: Rendered): Promise<void> {
    if (own.get(ref.id) !== false || rendered.files.length === 0 || isProgress(reply)) return;
    own.set(ref.id, true);
    if (ref.channel !== undefined) await attach(rendered, ref.channel, threadTs ?? ref.ts);
  }

  async function attach({ files }: Rendered, place: string, parent: string | undefined): Promise<void> {
    // The answer stands; a file that could not follow it is no reason to lose it.
    await calls
      .upload(place, parent, files)
      .catch((error: unknown) => means.log.warn({ err: error }, 'a file could not be posted in Slack'));
  }

  /** Files are for a channel or nobody: those for one person go into the direct messages. */
  async function attachForAsker(rendered: Rendered): Promise<void> {
    try {
      const ref = await calls.post(user, undefined, { text: filesBelow, blocks: [] });
      await attach(rendered, ref.channel, ref.ts);
    } catch (error) {
      means.log.warn({ err: error }, 'a file could not be posted in Slack');
    }
  }

  return {
    post,
    async edit(ref, reply) {
      if (ref.channel === undefined || ref.ts === undefined) return 'gone';
      const rendered = render(reply);
      try {
        await calls.update(ref.channel, ref.ts, rendered);
      } catch (error) {
        // Whatever Slack has against this message, another one can be posted.
        if (codeOf(error) !== '') return 'gone';
        throw error;
      }
      await attachOnce(ref, reply, rendered);
      return 'edited';
    },
    async openForm(form) {
      if ((await means.openForm(form)) === 'opened') return;
      await postForAsker(opening(form.title, await means.keepForm(form)));
    },
    async call(reply) {
      if (target.isForAsker || isForAskerAlone(reply, target)) return;
      const title = cut(clean(reply.title ?? ''), 300);
      const elements = [
        { type: 'user', user_id: user },
        { type: 'text', text: ` ${title}` },
      ];
      const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
      const text = `<@${user}> ${notification({ ...reply, blocks: [] })}`;
      await calls.post(channel, threadTs, { text, blocks }).catch(() => undefined);
    },
  };
}

const filesBelow = 'The files of your answer 回答附带的文件';

function refOf(
  { channel: place, ts }: { channel: string; ts: string },
  parent: string | undefined,
): SlackRef {
  const begun: ThreadRef = { adapter: 'slack', channel: place, id: parent ?? ts };
  return { id: postedId(place, ts), channel: place, ts, thread: begun };
}
