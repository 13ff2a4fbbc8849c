import { testDesk } from '../support/desk';
import { actionsIn, startTeams, textsIn } from '../support/teams';
import { describeChatAdapter, type Seat } from './chat-adapter';

type Running = Awaited<ReturnType<typeof startTeams>>;
type Dialog = {
  readonly task?: { readonly type: string; readonly value: { readonly card: { readonly content: object } } };
};

/** A person in a personal chat of Teams: the Bot Framework's adapter for tests carries what goes to and fro. */
function openSeat(): Seat {
  let teams: Running;
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
      ? teams.invoke('task/fetch', { data: action.data }, { replyToId }).then(take)
      : teams.invoke('adaptiveCard/action', { action: { ...action }, trigger: 'manual' }, { replyToId }));
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
  return {
    async start(handle) {
      teams = await startTeams(testDesk(handle));
    },
    say: (text) => void teams.say(text),
    press,
    fill(values) {
      const card = dialogs.findLast(({ task }) => task?.type === 'continue')?.task?.value.card.content as {
        body: { id?: string; value?: string }[];
      };
      const inputs = card.body.flatMap(({ id, value = '' }) => (id ? [{ id, value }] : []));
      const [submit] = actionsIn(card);
      const filled = Object.fromEntries(inputs.map(({ id, value }, at) => [id, values[at] || value]));
      void teams.invoke('task/submit', { data: { ...submit?.data, ...filled } }).then(take);
    },
    seen: () => [...cards().flatMap(textsIn), ...dialogs.flatMap(textsIn)].join('\n'),
    announce: (reply) =>
      teams.chat.announce(reply, {
        thread: { adapter: 'teams', id: 'a:1personal' },
        posted: {
          id: 'gone',
          place: { service: '', conversation: 'a:1personal' },
          activityId: 'gone',
        } as never,
      }),
    async stop() {
      clearInterval(pressing);
      await teams.chat.stop();
    },
  };
}

describeChatAdapter('Teams', openSeat);
