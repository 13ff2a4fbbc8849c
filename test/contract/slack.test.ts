import { escaped } from '../../adapters/slack/text';
import { testDesk } from '../support/desk';
import { buttonsIn, startSlack, textsOf } from '../support/slack';
import { openSlackApi, type ApiCall, type SlackApi } from '../support/slack-api';
import { describeChatAdapter, type Seat } from './chat-adapter';

const shown = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'views.open']);

/** A person in a channel of Slack: Bolt and its client are the real ones, what they talk to is the test's. */
function openSeat(): Seat {
  let api: SlackApi;
  let running: Awaited<ReturnType<typeof startSlack>>;
  const answers: unknown[] = [];
  const root = '1600000000.000100';
  const drawn = () => api.calls.filter(({ method }) => shown.has(method));
  const place = { container: { channel_id: 'C01', message_ts: '1600000001.000100', thread_ts: root } };
  const press = (label: string) => {
    const button = drawn()
      .flatMap(({ args }) => buttonsIn(args['blocks']))
      .findLast((each) => each.label === label);
    if (!button) throw new Error(`no button "${label}" is shown`);
    void running.press(button, place);
  };
  const opensForm = ({ method, args }: ApiCall) => {
    // A mention cannot open a modal: the person presses the button that does.
    if (shown.has(method) && buttonsIn(args['blocks']).some(({ label }) => label.startsWith('Open the form')))
      setImmediate(() => press('Open the form 打开表单'));
    return undefined;
  };
  return {
    async start(handle) {
      api = await openSlackApi(opensForm);
      running = await startSlack(testDesk(handle), api, { admins: 'C0ADMIN' });
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
    announce: (reply) => running.slack.announce(reply),
    async stop() {
      await running.slack.stop();
      await api.close();
    },
  };
}

describeChatAdapter('Slack', openSeat);
