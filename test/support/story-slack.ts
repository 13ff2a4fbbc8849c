import type { Handle } from '../../src/request';
import { testDesk } from './desk';
import { buttonsIn, startSlack, textsOf } from './slack';
import type { SlackApi } from './slack-api';
import type { Actor } from './story';
import { until } from './streams';

type Args = Readonly<Record<string, unknown>>;
interface View {
  readonly private_metadata: string;
  readonly blocks: readonly {
    readonly block_id?: string;
    readonly element?: {
      readonly initial_value?: string;
      readonly initial_option?: { readonly value: string };
    };
  }[];
}

/** In a thread of a Slack channel, through Bolt. */
export async function slackActor(handle: Handle, api: SlackApi): Promise<Actor & { stop(): Promise<void> }> {
  const slack = await startSlack(testDesk(handle), api);
  const root = '1600000000.000100';
  const posts = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.update']);
  const shown = () => api.calls.filter(({ method }) => posts.has(method)).map(({ args }) => args);
  const wordsOf = (args: Args | undefined) => [...textsOf(args?.['blocks'])].join('\n');
  let view: View | undefined;
  let filled: Record<string, string> = {};
  /** What is shown once the last version has landed. */
  const settled = async (count: number, what: string) => {
    await until(() => shown().length > count || api.of('views.open').length > opened, what);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const modals = api.of('views.open');
    if (modals.length > opened) {
      opened = modals.length;
      view = modals.at(-1)?.['view'] as View;
      filled = {};
      return textsOf(view).join('\n');
    }
    return wordsOf(shown().at(-1));
  };
  let opened = 0;
  return {
    async say(text) {
      const count = shown().length;
      const last = text === 'trace' ? 2 : 1;
      await slack.mention(text, { thread_ts: root });
      await until(() => shown().length >= count + last, `an answer to "${text}"`);
      await finished();
      return wordsOf(shown().at(-1));
    },
    async press(label) {
      const count = shown().length;
      const button = shown()
        .flatMap((args) => buttonsIn(args['blocks']))
        .findLast((each) => each.label === label);
      if (!button) throw new Error(`no button "${label}" in ${shown().map(wordsOf).join('\n')}`);
      await slack.press(button, {
        container: { channel_id: 'C01', message_ts: '1600000001.000100', thread_ts: root },
      });
      return settled(count, `the press of ${label}`);
    },
    async fill(changes) {
      if (!view) throw new Error('no form is open');
      const count = shown().length;
      filled = { ...filled, ...changes };
      const inputs = view.blocks.flatMap(({ block_id: id, element }) =>
        id && element ? [{ id, element }] : [],
      );
      const values = Object.fromEntries(
        inputs.map(({ id, element: { initial_value: value, initial_option: option } }) => {
          const typed = filled[id];
          const chosen = typed === undefined ? option : { value: `=${typed}` };
          return [
            id,
            { value: { value: typed ?? value ?? null, selected_option: isChoice(view, id) ? chosen : null } },
          ];
        }),
      );
      const ack = await slack.submit({ private_metadata: view.private_metadata, state: { values } });
      if (ack) return JSON.stringify(ack);
      return settled(count, 'the answer to the form');
    },
    stop: () => slack.slack.stop(),
  };

  /** Waits until what stands there last is no progress any more, and nothing follows it. */
  async function finished(): Promise<void> {
    const isProgress = () =>
      buttonsIn(shown().at(-1)?.['blocks']).some(({ label }) => label === 'Cancel' || label === '取消');
    await until(() => !isProgress(), 'the end of a search', 30_000);
    for (let count = -1; count !== shown().length;) {
      count = shown().length;
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  }
}

function isChoice(view: View | undefined, id: string): boolean {
  const block = view?.blocks.find(({ block_id: each }) => each === id);
  return (block?.element as { type?: string } | undefined)?.type === 'static_select';
}
