import type { Problem } from '../document';
import type { Locale } from '../language';
import type { Reply } from '../reply';
import { openOrReport, problemReport, type Opened } from './open';
import { prunedNow } from './store';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog serve`: starts every configured chat adapter; the terminal, while no other is configured. */
export async function serve(options: { config?: string; lang?: Locale }, world: World): Promise<ExitCode> {
  const bot = openOrReport(options.config, world, { mayBeDemo: true });
  if (!bot) return exitCodes.failure;
  const terminal = await world.openTerminal(options.lang);
  const pruning = setInterval(() => void tidied(bot, world), dayMs).unref();
  // Watching costs time that nobody should wait for: the chat is ready first.
  void bot.knowledge.watch((problems) => {
    bot.log.info({ problems: problems.length }, 'knowledge reloaded');
    void terminal.announce(reloadNotice(problems));
  });
  try {
    await terminal.start(bot.handle);
  } finally {
    clearInterval(pruning);
    await bot.knowledge.close();
    await bot.close();
  }
  return exitCodes.answered;
}

const dayMs = 86_400_000;

/** Once a day what is kept no longer goes; a store that cannot be written to is not worth more than a line. */
async function tidied(bot: Opened, world: World): Promise<void> {
  try {
    bot.log.info({ gone: await prunedNow(bot, world.now()) }, 'store pruned');
  } catch (error) {
    bot.log.warn({ err: error }, 'the store could not be pruned');
  }
}

function reloadNotice(problems: readonly Problem[]): Reply {
  if (problems.length === 0)
    return {
      kind: 'reply',
      blocks: [{ kind: 'note', lines: [['The knowledge was reloaded. 知识库已重新加载。']] }],
    };
  const title =
    'The knowledge was not reloaded; the last good version stays. 知识库未重新加载，仍使用上一个正确版本。';
  return {
    kind: 'reply',
    tone: 'failure',
    title,
    blocks: [{ kind: 'excerpt', lines: problemReport(problems).trimEnd().split('\n') }],
  };
}
