import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadKnowledge } from '../knowledge/load';
import { problemReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog knowledge lint [folder]`: every problem with file, line, what was expected and a tip. */
export function lintKnowledge(folder: string | undefined, json: boolean, world: World): ExitCode {
  const path = folder === undefined ? world.knowledgeFolder : resolve(world.folder, folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    world.stderr.write(`expected a knowledge folder, found none at ${folder ?? path}\n`);
    return exitCodes.usage;
  }
  const loaded = loadKnowledge(path);
  const problems = 'problems' in loaded ? loaded.problems : [];
  if (json) world.stdout.write(`${JSON.stringify({ problems })}\n`);
  else if ('catalog' in loaded) world.stdout.write(`${summary(loaded.catalog)}\n`);
  else
    world.stderr.write(
      `${problemReport(problems)}${problems.length} problem${problems.length === 1 ? '' : 's'}\n`,
    );
  return problems.length === 0 ? exitCodes.answered : exitCodes.failure;
}

function summary({
  modules,
  rows,
  logs,
  platforms,
  playbooks,
  cases,
}: Extract<ReturnType<typeof loadKnowledge>, { catalog: unknown }>['catalog']): string {
  const others = logs.filter((log) => log.stages.length === 0).length;
  return `ok: ${modules.length} modules, ${rows.length} stage rows and ${others} further logs, ${platforms.length} platforms, ${playbooks.length} playbooks, ${cases.length} known cases`;
}
