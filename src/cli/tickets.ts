import { createMemory } from '../investigation/memory';
import { draftBy, draftsIn } from '../ticket/drafts';
import { ticketText } from '../ticket/text';
import { jsonOf } from './json';
import { openOrReport } from './open';
import type { AdminOptions } from './program-options';
import { exitCodes, type ExitCode, type World } from './world';

/** Drafts that are listed, the newest. */
const mostListed = 100;

/** `sherlog tickets [number]`: the drafts of all threads, for whoever runs the process; with a number the text to paste. */
export async function listTickets(
  number: string | undefined,
  { config, json }: AdminOptions,
  world: World,
): Promise<ExitCode> {
  const bot = openOrReport(config, world);
  if (!bot) return exitCodes.failure;
  try {
    if (number === undefined) {
      const drafts = (await draftsIn(bot.store, mostListed)).map(({ draft }) => draft);
      const lines = drafts.map(
        ({ number: id, status, ticket, values }) =>
          `${String(id).padStart(4)}  ${`${status}${ticket ? ` ${ticket}` : ''}`.padEnd(22)}${values.summary}\n`,
      );
      world.stdout.write(json ? `${jsonOf({ tickets: drafts })}\n` : lines.join('') || 'No ticket drafts.\n');
      return exitCodes.answered;
    }
    const known = /^\d{1,6}$/.test(number) ? await draftBy(Number(number), bot.store) : undefined;
    if (!known) {
      world.stderr.write(`error: there is no ticket draft "${number}"; sherlog tickets lists them\n`);
      return exitCodes.usage;
    }
    const { values, locale, thread } = known.draft;
    const found = await createMemory(bot.store, bot.log).of(thread);
    const text = ticketText(values, found, bot.knowledge.current().catalog, locale, 'plain');
    world.stdout.write(json ? `${jsonOf({ ticket: known.draft, text })}\n` : text);
    return exitCodes.answered;
  } finally {
    await bot.close();
  }
}
