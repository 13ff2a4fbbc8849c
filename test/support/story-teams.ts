import type { Handle } from '../../src/request';
import { testDesk } from './desk';
import type { Actor } from './story';
import { until } from './streams';
import { actionsIn, filledDialog, inChannel, mentioning, startTeams, textsIn, type Dialog } from './teams';

/** In a thread of a Teams channel, through the Bot Framework. */
export async function teamsActor(handle: Handle): Promise<Actor> {
  const teams = await startTeams(testDesk(handle));
  const thread = inChannel('1600000000000');
  const shown = () => teams.adapter.shown;
  const wordsOf = (part: unknown) => textsIn(part).join('\n');
  const last = () => wordsOf(shown().at(-1)?.activity.attachments);
  let dialog: Dialog | undefined;

  /** Waits until what stands there last is no progress any more, and nothing follows it. */
  async function settled(): Promise<void> {
    const isProgress = () =>
      actionsIn(shown().at(-1)?.activity.attachments).some(({ title }) => /^(?:Cancel|取消)$/.test(title));
    await until(() => !isProgress(), 'the end of a search', 30_000);
    for (let count = -1; count !== shown().length;) {
      count = shown().length;
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  }
  const taken = (body: Record<string, unknown> | undefined): string | undefined => {
    dialog = (body?.['task'] as Dialog | undefined) ?? undefined;
    return dialog && wordsOf(dialog);
  };
  return {
    async say(text) {
      const count = shown().length;
      await teams.send({ ...mentioning(text), ...thread });
      await until(() => shown().length > count, `an answer to "${text}"`);
      await settled();
      return last();
    },
    async press(label) {
      const card = teams
        .cards()
        .findLast(({ content }) => actionsIn(content).some(({ title }) => title === label));
      const action = actionsIn(card?.content).find(({ title }) => title === label);
      if (!card || !action)
        throw new Error(
          `no button "${label}" in ${shown()
            .map(({ activity }) => wordsOf(activity.attachments))
            .join('\n')}`,
        );
      const at = { ...thread, replyToId: card.id };
      if (action.type === 'Action.Submit') {
        const told = taken((await teams.invoke('task/fetch', { data: action.data }, at))?.body);
        return told ?? last();
      }
      await teams.invoke('adaptiveCard/action', { action, trigger: 'manual' }, at);
      await settled();
      return last();
    },
    async fill(changes) {
      if (!dialog) throw new Error('no dialog is open');
      const data = filledDialog(dialog, changes);
      const told = taken((await teams.invoke('task/submit', { data }, thread))?.body);
      if (told !== undefined) return told;
      await settled();
      return last();
    },
  };
}
