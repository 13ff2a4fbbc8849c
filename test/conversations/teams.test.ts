import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testBot } from '../support/bot';
import { testDesk } from '../support/desk';
import { until } from '../support/streams';
import { actionsIn, startTeams, textsIn } from '../support/teams';
import { cardProblems } from '../support/teams-cards';
import { bare, labelOf, linesOf, turnsOf } from '../support/transcripts';

/*
 * The same conversations in Teams, through the Bot Framework: whatever a transcript has at the terminal stands in the card,
 * line by line. Only spaces and the marks of columns may differ.
 */

const files = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));

test.each(files)('%s', async (file) => {
  const teams = await startTeams(testDesk(testBot()));
  let before = '';
  let compared = 0;
  for (const { typed, expected } of turnsOf(readFileSync(join(__dirname, file), 'utf8'))) {
    const count = teams.adapter.shown.length;
    const label = /^\d+$/.test(typed) ? labelOf(before, typed) : undefined;
    if (label === undefined) await teams.say(typed);
    else await press(teams, label);
    await until(() => teams.adapter.shown.length > count, `an answer to "${typed}"`);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { content } = teams.cards().at(-1) ?? {};
    expect(cardProblems(content as never)).toEqual([]);
    const shown = bare(textsIn(content).join('\n'));
    for (const line of linesOf(expected)) expect(shown).toContain(bare(line));
    compared += linesOf(expected).length;
    before = expected;
  }
  expect(compared).toBeGreaterThan(10);
});

async function press(teams: Awaited<ReturnType<typeof startTeams>>, label: string) {
  const card = teams
    .cards()
    .findLast(({ content }) => actionsIn(content).some(({ title }) => isLabel(title, label)));
  const action = actionsIn(card?.content).find(({ title }) => isLabel(title, label));
  if (!card || !action) throw new Error(`no button "${label}"`);
  await teams.invoke('adaptiveCard/action', { action, trigger: 'manual' }, { replyToId: card.id });
}

function isLabel(title: string, label: string): boolean {
  return title === label || label.startsWith(title.replace(/…$/, ''));
}
