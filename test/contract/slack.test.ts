import { escaped } from '../../adapters/slack/text';
import type { Handle } from '../../src/request';
import { testDesk } from '../support/desk';
import { buttonsIn, startSlack, textsOf } from '../support/slack';
import { openSlackApi, type ApiCall, type SlackApi } from '../support/slack-api';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';
import { describeChatAdapter, type Seat } from './chat-adapter';

const shown = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'views.open',
  'views.publish',
]);

/** A person in a channel of Slack: Bolt and its client are the real ones, what they talk to is the test's. */
function openSeat(): Seat {
  let api: SlackApi;
  let running: Awaited<ReturnType<typeof startSlack>>;
  let given: Handle;
  let fileText = '';
  const store = memoryStore();
  const answers: unknown[] = [];
  const stopping: (() => Promise<void>)[] = [];
  const root = '1600000000.000100';
  const drawn = () => api.calls.filter(({ method }) => shown.has(method));
  /** Where the newest message stands: the Web API of the tests counts them. */
  const place = () => {
    const ts = `${1_700_000_000 + api.of('chat.postMessage').length}.000100`;
    return { container: { channel_id: 'C01', message_ts: ts, thread_ts: root } };
  };
  const press = (label: string) => {
    const button = drawn()
      .flatMap(({ args }) => buttonsIn(args['blocks']))
      .findLast((each) => each.label === label);
    if (!button) throw new Error(`no button "${label}" is shown`);
    void running.press(button, place());
  };
  const opensForm = ({ method, args }: ApiCall) => {
    // A mention cannot open a modal: the person presses the button that does.
    if (shown.has(method) && buttonsIn(args['blocks']).some(({ label }) => label.startsWith('Open the form')))
      setImmediate(() => press('Open the form 打开表单'));
    return undefined;
  };
  /** A file lies where the Web API is. */
  const reaction = (call: ApiCall) =>
    call.method.startsWith('/files/')
      ? { headers: { 'content-type': 'text/plain' }, body: fileText }
      : call.args['user'] === 'U0ELSE'
        ? { body: { ok: true, user: { id: 'U0ELSE', team_id: 'T0OTHER', is_restricted: true } } }
        : opensForm(call);
  const wordsOf = ({ args }: ApiCall) => [args['text'], ...textsOf(args['blocks'])].join('\n');
  const of = (...methods: string[]) =>
    api.calls
      .filter(({ method }) => methods.includes(method))
      .map(wordsOf)
      .join('\n');
  return {
    async start(handle, patienceMs) {
      given = handle;
      api = await openSlackApi(reaction);
      running = await startSlack(testDesk(handle, store, patienceMs), api, {
        admins: 'C0ADMIN',
        history: true,
      });
    },
    say: (text) => void running.mention(escaped(text), { thread_ts: root }),
    press,
    fill(values) {
      const view = drawn().findLast(({ method }) => method === 'views.open')?.args['view'] as {
        private_metadata: string;
        blocks: { block_id?: string; element?: { initial_value?: string } }[];
      };
      const inputs = view.blocks.flatMap(({ block_id: id, element }) =>
        id && element ? [{ id, element }] : [],
      );
      const filled = inputs.map(({ id, element }, at) => [
        id,
        { value: { type: 'plain_text_input', value: values[at] || element.initial_value || null } },
      ]);
      const state = { values: Object.fromEntries(filled) };
      void running.submit({ private_metadata: view.private_metadata, state }).then((ack) => {
        // A modal with errors stays as it was filled.
        if (ack) answers.push(ack, values);
      });
    },
    seen: () =>
      [
        ...drawn().map(({ args }) =>
          [args['text'], ...textsOf(args['blocks']), ...textsOf(args['view'])].join('\n'),
        ),
        ...api.uploads.map(({ content }) => content),
        ...answers.map((answer) => JSON.stringify(answer)),
      ].join('\n'),
    announce: (reply, at) => running.slack.announce(reply, at),
    command: (word, text) => void running.command(`/${word}`, text),
    give(name, text) {
      fileText = text;
      const url_private_download = `${new URL(api.url).origin}/files/${name}`;
      void running.message('', { subtype: 'file_share', files: [{ id: 'F1', name, url_private_download }] });
    },
    diagnose: (text) => void running.shortcut({ text: escaped(text) }),
    openPage: () => void running.openHome(),
    overhear: (text) =>
      void running.message(text, { channel_type: 'channel', channel: 'C01', thread_ts: root }),
    sayTwice(text) {
      for (const _ of [1, 2]) void running.mention(text, { ts: '1600000005.000100' });
    },
    sayAsGuest: (text) => void running.mention(text, { user: 'U0ELSE', user_team: 'T0OTHER' }),
    shared: () => of('chat.postMessage', 'chat.update'),
    alone: () => of('chat.postEphemeral'),
    async askAndShare(text) {
      const asking = await startSlack(testDesk(sharing(given), store), api, { answers: 'asker' });
      stopping.push(() => asking.slack.stop());
      await asking.command('/sherlog', text);
      await until(() => of('chat.postEphemeral') !== '', 'the answer for the asker');
      const [button] = buttonsIn(drawn().at(-1)?.args['blocks']);
      if (!button) throw new Error('nothing can be shared');
      await asking.press(button, { container: { channel_id: 'C01', message_ts: '1.1', is_ephemeral: true } });
    },
    async wholeOf() {
      await until(() => api.uploads.length > 0, 'the file');
      return api.uploads.map((each) => each.content).join('\n');
    },
    settled: () => until(() => store.kept.some(({ kind }) => kind === 'posted'), 'what was posted'),
    isCalled: () => JSON.stringify(api.of('chat.postMessage')).includes('<@U01MEI>'),
    async stop() {
      for (const stop of stopping) await stop();
      await running.slack.stop();
      await api.close();
    },
  };
}

/** Answers for the asker alone, with a button that shares them with all. */
function sharing(handle: Handle): Handle {
  return async (request, session) => {
    const answer = await handle(request, session);
    if (answer.kind === 'form' || request.kind === 'press') return answer;
    const button = { label: 'Share', payload: 'share', opens: 'reply', isPublic: true } as const;
    return { ...answer, blocks: [...answer.blocks, { kind: 'buttons', buttons: [button] }] };
  };
}

describeChatAdapter('Slack', openSeat);
