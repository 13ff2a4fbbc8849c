import { testDesk } from '../support/desk';
import { memoryStore } from '../support/store';
import { until } from '../support/streams';
import { actionsIn, inChannel, mei, mentioning, startTeams, textsIn, type Shown } from '../support/teams';
import { describeChatAdapter, type Seat } from './chat-adapter';

type Running = Awaited<ReturnType<typeof startTeams>>;
type Dialog = {
  readonly task?: { readonly type: string; readonly value: { readonly card: { readonly content: object } } };
};

/** A person in a thread of a channel in Teams: the Bot Framework's adapter for tests carries what goes to and fro. */
function openSeat(): Seat {
  let teams: Running;
  let content = '';
  const store = memoryStore();
  /** What only who did something saw: in the answers of presses, and in their own chat. */
  const told: string[] = [];
  const dialogs: Dialog[] = [];
  const take = (response: { body: Dialog } | undefined) => {
    if (response) dialogs.push(response.body);
  };
  const cards = () => teams.adapter.shown.map(({ activity }) => activity.attachments?.[0]?.content as object);
  const press = (label: string) => {
    const action = cards()
      .flatMap(actionsIn)
      .findLast((each) => each.title === label);
    if (!action) throw new Error(`no button "${label}" is shown`);
    const opensForm = (action.data['msteams'] as { type?: string } | undefined)?.type === 'task/fetch';
    const replyToId = teams.adapter.shown.at(-1)?.id;
    void (opensForm
      ? teams.invoke('task/fetch', { data: action.data }, { ...thread, replyToId }).then(take)
      : teams
          .invoke(
            'adaptiveCard/action',
            { action: { ...action }, trigger: 'manual' },
            { ...thread, replyToId },
          )
          .then((response) => void told.push(textsIn(response?.body).join('\n'))));
  };
  /** A message opens no dialog: the person presses the button that does. */
  const pressing = setInterval(() => {
    const open = cards()
      .flatMap(actionsIn)
      .filter(({ title }) => title.startsWith('Open the form')).length;
    if (open <= opened) return;
    opened = open;
    press('Open the form 打开表单');
  }, 5);
  let opened = 0;
  const wordsIn = (isMeant: (each: Shown) => boolean) =>
    teams.adapter.shown
      .filter(isMeant)
      .map(({ activity }) => textsIn([activity.attachments, { text: activity.text }]).join('\n'))
      .join('\n');
  return {
    async start(handle, patienceMs) {
      const load = (async () => new Response(content)) as typeof fetch;
      teams = await startTeams(testDesk(handle, store, patienceMs), { load });
      teams.adapter.chats.set(mei.aadObjectId, 'a:1own');
    },
    say: (text) => void teams.send({ ...mentioning(text), ...thread }),
    press,
    fill(values) {
      const card = dialogs.findLast(({ task }) => task?.type === 'continue')?.task?.value.card.content as {
        body: { id?: string; value?: string }[];
      };
      const inputs = card.body.flatMap(({ id, value = '' }) => (id ? [{ id, value }] : []));
      const [submit] = actionsIn(card);
      const filled = Object.fromEntries(inputs.map(({ id, value }, at) => [id, values[at] || value]));
      void teams.invoke('task/submit', { data: { ...submit?.data, ...filled } }, thread).then(take);
    },
    seen: () => [...cards().flatMap(textsIn), ...dialogs.flatMap(textsIn), ...told].join('\n'),
    announce: (reply, place) => teams.chat.announce(reply, place ?? { thread: ownChat }),
    command: (word, text) => void teams.say(`/${word} ${text}`),
    give(name, text) {
      content = text;
      const downloadUrl = 'https://acme.sharepoint.com/f';
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      void teams.send({ text: '', attachments: [{ contentType, name, content: { downloadUrl } }] });
    },
    diagnose(text) {
      const escaped = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const messagePayload = { id: '9', body: { contentType: 'html', content: `<p>${escaped}</p>` } };
      void teams.invoke('composeExtension/fetchTask', { commandId: 'diagnose', messagePayload });
    },
    openPage: () => void teams.send({ type: 'installationUpdate', action: 'add' }),
    sayTwice(text) {
      for (const _ of [1, 2]) void teams.send({ text, id: '5' });
    },
    sayAsGuest: (text) => void teams.say(text, { from: { id: '29:guest', name: 'Guest' } }),
    shared: () => wordsIn(({ conversation }) => conversation !== 'a:1own'),
    alone: () => [wordsIn(({ conversation }) => conversation === 'a:1own'), ...told].join('\n'),
    async wholeOf() {
      const pages: string[] = [];
      await until(() => store.kept.some(({ kind }) => kind === 'posted'), 'what was posted');
      const replyToId = teams.cards().at(-1)?.id;
      let card = teams.cards().at(-1)?.content;
      for (;;) {
        const action = actionsIn(card).find(({ title }) => title.endsWith('▸'));
        if (!action) break;
        const response = await teams.invoke('adaptiveCard/action', { action }, { ...thread, replyToId });
        card = response?.body['value'] as object;
        pages.push(textsIn(card).join('\n'));
      }
      return pages.join('\n');
    },
    settled: () => until(() => store.kept.some(({ kind }) => kind === 'posted'), 'what was posted'),
    isCalled: () => JSON.stringify(teams.adapter.shown).includes('<at>Mei</at>'),
    async stop() {
      clearInterval(pressing);
      await teams.chat.stop();
    },
  };
}

const thread = inChannel('1600000000000');
const ownChat = {
  adapter: 'teams',
  id: 'a:1personal',
  channel: 'a:1personal',
  service: 'https://smba.example/',
};

describeChatAdapter('Teams', openSeat);
