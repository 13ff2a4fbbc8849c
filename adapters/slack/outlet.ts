import { randomUUID } from 'node:crypto';
import type { Outlet, Posted } from '../../src/ports';
import type { Block, Form, Reply } from '../../src/reply';
import { codeOf, type Calls, type Message } from './calls';
import { postedId, type Target } from './receive';
import { notification, render, type Rendered } from './render';

/** Where a message stands; of one that only its asker sees nothing is known. */
export interface SlackRef extends Posted {
  readonly channel?: string;
  readonly ts?: string;
}

/** What one thing that somebody did lets the bot do about it, for a while. */
export interface Means {
  readonly calls: Calls;
  /** Answers by the response URL: five times within 30 minutes, and where the bot is not in the channel. */
  readonly respond?:
    | ((message: Message & { readonly replaces: boolean; readonly isForAll: boolean }) => Promise<void>)
    | undefined;
  /** Opens a modal within 3 s. */
  readonly openForm: (form: Form) => Promise<'opened' | 'too-late'>;
  /** Tells that the first answer is about to be shown. */
  readonly begin?: () => Promise<void>;
  readonly log: { warn(facts: object, sentence: string): void };
}

const goneCodes = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
]);
const closedCodes = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'no_permission',
]);

/** Where the answer to one request goes in Slack. */
export function createOutlet(target: Target, means: Means): Outlet<SlackRef> {
  const { channel, threadTs, user } = target;
  const { calls, respond } = means;

  const post = async (reply: Reply): Promise<SlackRef> => {
    await means.begin?.();
    const rendered = render(reply);
    if (target.isForAsker || isForAskerAlone(reply, target)) return postForAsker(rendered);
    try {
      const ref = await calls.post(channel, threadTs, rendered);
      await attach(rendered, ref.channel, threadTs ?? ref.ts);
      return { id: postedId(ref.channel, ref.ts), ...ref };
    } catch (error) {
      if (!closedCodes.has(codeOf(error))) throw error;
      return postElsewhere(reply, codeOf(error));
    }
  };

  async function postForAsker(rendered: Rendered): Promise<SlackRef> {
    const ref = { id: `for one ${randomUUID()}`, isFleeting: true } as const;
    const isShown = await respond?.({ ...rendered, replaces: false, isForAll: false }).then(
      () => true,
      () => false,
    );
    // The response URL is used up, or there never was one.
    if (!isShown) await calls.postForOne(channel, threadTs, user, rendered);
    await attachForAsker(rendered);
    return ref;
  }

  /** The bot cannot write there: the asker gets the answer, and why. */
  async function postElsewhere(reply: Reply, code: string): Promise<SlackRef> {
    const rendered = render({ ...reply, blocks: [whyElsewhere(code), ...reply.blocks] });
    const ref = { id: `for one ${randomUUID()}`, isFleeting: true } as const;
    const isShown = await respond?.({ ...rendered, replaces: false, isForAll: false }).then(
      () => true,
      () => false,
    );
    if (!isShown) await calls.post(user, undefined, rendered);
    await attachForAsker(rendered);
    return ref;
  }

  async function attach({ files }: Rendered, place: string, thread: string | undefined): Promise<void> {
    if (files.length === 0) return;
    // The answer stands; a file that could not follow it is no reason to lose it.
    await calls
      .upload(place, thread, files)
      .catch((error: unknown) => means.log.warn({ err: error }, 'a file could not be posted in Slack'));
  }

  /** Files are for a channel or nobody: those for one person go into the direct messages. */
  async function attachForAsker(rendered: Rendered): Promise<void> {
    if (rendered.files.length === 0) return;
    const told = { text: filesBelow, blocks: [] };
    try {
      const ref = await calls.post(user, undefined, told);
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
        if (goneCodes.has(codeOf(error))) return 'gone';
        if (closedCodes.has(codeOf(error))) return 'gone';
        throw error;
      }
      await attach(rendered, ref.channel, threadTs ?? ref.ts);
      return 'edited';
    },
    async openForm(form) {
      if ((await means.openForm(form)) === 'opened') return;
      await post(reopening(form));
    },
    async call(reply) {
      if (target.isForAsker) return;
      const text = `<@${user}> ${notification({ ...reply, blocks: [] })}`;
      await calls.post(channel, threadTs, { text, blocks: [] }).catch(() => undefined);
    },
  };
}

const filesBelow = 'The files of your answer 回答附带的文件';

/** Failures and help are for who asked, where somebody did; in a direct message everything is. */
function isForAskerAlone(reply: Reply, { channel, user }: Target): boolean {
  if (user === '' || channel.startsWith('D') || channel === user) return false;
  return reply.tone === 'failure' || reply.command === 'help';
}

function whyElsewhere(code: string): Block {
  const why =
    code === 'is_archived'
      ? 'The channel is archived, so only you see this. 频道已归档，仅你可见。'
      : 'I cannot write in that channel, so only you see this: /invite me there. 我不在该频道，仅你可见：请用 /invite 邀请我。';
  return { kind: 'note', lines: [[why]] };
}

const openLabel = 'Open the form 打开表单';

/** A form that could not open by itself, as a button that does. */
function reopening(form: Form): Reply {
  const payload = form.reopen ?? form.payload;
  return {
    kind: 'reply',
    title: form.title,
    blocks: [{ kind: 'buttons', buttons: [{ label: openLabel, payload, opens: 'form' }] }],
  };
}
