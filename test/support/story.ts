import { renderForm } from '../../adapters/terminal/form';
import { buttonsOf, render } from '../../adapters/terminal/render';
import type { Form, Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';
import { buttonsIn, startSlack, textsOf } from './slack';
import type { SlackApi } from './slack-api';
import { testDesk } from './desk';
import { until } from './streams';

/** Somebody who lives through a story: what they do, and what they see then. */
export interface Actor {
  say(text: string): Promise<string>;
  press(label: string): Promise<string>;
  /** Fills some fields of the form that is open; the others stay as they are. */
  fill(changes: Readonly<Record<string, string>>): Promise<string>;
}

/** A story is lines: `> text` says it, `> [label]` presses a button, `= a=b; c=d` fills the form that is open. */
export async function play(story: string, actor: Actor): Promise<string> {
  const told = story.split('\n').filter((line) => line.startsWith('# '));
  for (const line of story.split('\n')) {
    const [mark, rest] = [line.slice(0, 2), line.slice(2)];
    if (mark !== '> ' && mark !== '= ') continue;
    const label = /^\[(.+)\]$/.exec(rest)?.[1];
    const seen =
      mark === '= '
        ? actor.fill(changesIn(rest))
        : label === undefined
          ? actor.say(rest)
          : actor.press(label);
    told.push(line, ...(await seen).split('\n').map((each) => (each === '' ? '' : `  ${each}`)), '');
  }
  return told.join('\n');
}

function changesIn(line: string): Record<string, string> {
  return Object.fromEntries(
    line.split('; ').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}

/** At a terminal, as far as what is shown goes. */
export function terminalActor(handle: Handle): Actor {
  let reply: Reply | undefined;
  let form: Form | undefined;
  const from = {
    id: 'story',
    asker: { id: 'mei', name: 'mei' },
    thread: { adapter: 'terminal', id: 'story' },
    surface: 'thread',
  } as const;
  const ask = async (request: Request) => {
    const answer = await handle(request, { signal: new AbortController().signal, show: () => {} });
    if (answer.kind === 'reply') [reply, form] = [answer, undefined];
    else form = answer;
    return answer.kind === 'reply' ? render(withFilesNamed(answer)) : renderForm(answer);
  };
  return {
    say: (text) => ask({ ...from, kind: 'message', text, files: [] }),
    press(label) {
      const button = reply && buttonsOf(reply).find((each) => each.label === label);
      if (!button) throw new Error(`no button "${label}"`);
      return ask({ ...from, kind: 'press', payload: button.payload });
    },
    fill(changes) {
      if (!form) throw new Error('no form is open');
      const values = Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, value]));
      return ask({ ...from, kind: 'submit', payload: form.payload, values: { ...values, ...changes } });
    },
  };
}

/** What stands in a file is told elsewhere. */
function withFilesNamed(reply: Reply): Reply {
  const blocks = reply.blocks.map((block) =>
    block.kind === 'file' ? ({ kind: 'note', lines: [[`(${block.name})`]] } as const) : block,
  );
  return { ...reply, blocks };
}

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
