import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { render as renderSlack } from '../../adapters/slack/render';
import { render as renderTeams } from '../../adapters/teams/render';
import { render as renderTerminal } from '../../adapters/terminal/render';
import type { Reply } from '../../src/reply';
import { today } from '../support/bot';
import { refusals } from '../support/slack-limits';
import { cardProblems } from '../support/teams-cards';

/*
 * Sample replies, each beside what every chat platform shows of it. UPDATE_REPLIES=1 writes what is shown now; read the
 * difference before committing it.
 */

const samples = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const replyOf = async (sample: string): Promise<Reply> => {
  const { reply } = (await import(join(__dirname, sample, 'reply.ts'))) as { reply: () => Promise<Reply> };
  return reply();
};

function compare(sample: string, name: string, shown: string): void {
  const path = join(__dirname, sample, name);
  if (process.env['UPDATE_REPLIES']) writeFileSync(path, shown);
  else expect(shown).toBe(readFileSync(path, 'utf8'));
}

test.each(samples)('%s, in Slack', async (sample) => {
  const message = renderSlack(await replyOf(sample), today);
  expect(refusals(message)).toEqual([]);
  compare(sample, 'slack.json', `${JSON.stringify(message, null, 2)}\n`);
});

test.each(samples)('%s, in Teams', async (sample) => {
  const { card, summary } = renderTeams(await replyOf(sample), { now: today });
  expect(cardProblems(card)).toEqual([]);
  compare(sample, 'teams.json', `${JSON.stringify({ summary, card }, null, 2)}\n`);
});

test.each(samples)('%s, at a terminal', async (sample) => {
  compare(sample, 'terminal.txt', `${renderTerminal(await replyOf(sample))}\n`);
});
