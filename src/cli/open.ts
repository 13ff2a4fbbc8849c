import { createBot } from '../bot';
import { loadConfig, type Config } from '../config';
import type { Problem } from '../document';
import { liveKnowledge, openKnowledge, type LiveKnowledge } from '../live-knowledge';
import { createLog, type Log } from '../log';
import type { Handle } from '../request';
import type { World } from './world';

/** A bot ready to be asked, with what it runs on. */
export interface Opened {
  readonly handle: Handle;
  readonly config: Config;
  readonly knowledge: LiveKnowledge;
  readonly log: Log;
}

/** Config, knowledge, bot; or every problem of both at once, with file and line. */
function openBot(
  configPath: string | undefined,
  world: World,
): Opened | { readonly problems: readonly Problem[] } {
  const loaded = loadConfig(configPath, world.env, world.folder);
  const opened = openKnowledge(world.knowledgeFolder, world.knowledgeSnapshot);
  const problems = [...problemsOf(loaded), ...problemsOf(opened)];
  if (problems.length > 0 || 'problems' in loaded || 'problems' in opened) return { problems };
  const { config } = loaded;
  const log = createLog(config.log.level);
  const knowledge = liveKnowledge(world.knowledgeFolder, opened.knowledge);
  const handle = createBot({ knowledge: knowledge.current, log, now: world.now, language: config.language });
  return { handle, config, knowledge, log };
}

/** As openBot, for a command that cannot go on without: the problems have then been told. */
export function openOrReport(configPath: string | undefined, world: World): Opened | undefined {
  const bot = openBot(configPath, world);
  if (!('problems' in bot)) return bot;
  world.stderr.write(problemReport(bot.problems));
  return undefined;
}

function problemsOf(result: object): readonly Problem[] {
  return 'problems' in result ? (result.problems as readonly Problem[]) : [];
}

/** Problems as a person reads them: one a line, with its tip below. */
export function problemReport(problems: readonly Problem[]): string {
  return problems
    .map(({ file, line, message, tip }) => `${file}:${line}: ${message}${tip ? `\n    ${tip}` : ''}\n`)
    .join('');
}
