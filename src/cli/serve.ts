import type { Locale } from '../language';
import { openBot, problemReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog serve`: starts every configured chat adapter; the terminal, while no other is configured. */
export async function serve(options: { config?: string; lang?: Locale }, world: World): Promise<ExitCode> {
  const bot = openBot(options.config, world);
  if ('problems' in bot) {
    world.stderr.write(problemReport(bot.problems));
    return exitCodes.failure;
  }
  const terminal = await world.openTerminal(options.lang);
  // Watching costs time that nobody should wait for: the chat is ready first.
  void bot.knowledge.watch((problems) => {
    const note = 'The knowledge was not reloaded; the last good version stays.';
    world.stderr.write(`${note}\n${problemReport(problems)}`);
    bot.log.warn({ problems: problems.length }, 'knowledge not reloaded');
  });
  try {
    await terminal.start(bot.handle);
  } finally {
    await bot.knowledge.close();
  }
  return exitCodes.answered;
}
