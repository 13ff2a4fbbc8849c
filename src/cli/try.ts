import { resolve } from 'node:path';
import { tryCase, type Trial } from '../feedback/trial';
import { loadKnowledge } from '../knowledge/load';
import { readCase } from '../knowledge/read-case';
import { entriesIn } from '../feedback/entries';
import { jsonOf } from './json';
import { openOrReport, problemReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog knowledge try <file>`: how a new case fares against all samples before it is added. */
export async function tryFile(
  file: string,
  { config, json }: { config?: string; json?: boolean },
  world: World,
): Promise<ExitCode> {
  const bot = openOrReport(config, world);
  if (!bot) return exitCodes.failure;
  const reading = readCase(file, resolve(world.folder, file));
  if ('problems' in reading) {
    world.stderr.write(problemReport(reading.problems));
    return exitCodes.failure;
  }
  const loaded = loadKnowledge([world.knowledgeFolder, ...bot.config.knowledge, resolve(world.folder, file)]);
  // Where the file will lie is no matter yet.
  const problems = ('problems' in loaded ? loaded.problems : []).filter(
    ({ message }) => !message.endsWith('[file-names-agree]'),
  );
  const trial = await tryCase(
    reading.document.value,
    bot.knowledge.current().catalog,
    await entriesIn(bot.store),
  );
  await bot.close();
  world.stdout.write(json ? `${jsonOf({ ...trial, problems })}\n` : told(trial));
  if (!json) world.stderr.write(problemReport(problems));
  const isGood = trial.missed.length + trial.alarmed.length + trial.taken.length + problems.length === 0;
  return isGood ? exitCodes.answered : exitCodes.failure;
}

function told(trial: Trial): string {
  const { id, missed, alarmed, samples, nearMisses, taken, others, unmatched, answered } = trial;
  return [
    id,
    `  samples      ${samples - missed.length} of ${samples} show it`,
    ...missed.map((text) => `    not: ${firstLine(text)}`),
    `  near-misses  ${nearMisses - alarmed.length} of ${nearMisses} do not`,
    ...alarmed.map((text) => `    but: ${firstLine(text)}`),
    `  others       it takes ${taken.length} of ${others} samples of other cases`,
    ...taken.map(({ from, text }) => `    from ${from}: ${firstLine(text)}`),
    `  unmatched    it answers ${answered.length} of ${unmatched} pastes that found no case`,
    ...answered.map((text) => `    ${firstLine(text)}`),
    '',
  ].join('\n');
}

const maxShown = 120;

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, maxShown) ?? '';
}
