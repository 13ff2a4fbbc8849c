import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from '../config';
import { loadKnowledge, type Folders } from '../knowledge/load';
import { jsonOf } from './json';
import { problemReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog knowledge lint [folder]`: every problem with file, line, what was expected and a tip. */
export function lintKnowledge(
  folder: string | undefined,
  { config, json }: { config?: string; json?: boolean },
  world: World,
): ExitCode {
  const folders = foldersOf(folder, config, world);
  if ('fault' in folders) {
    world.stderr.write(folders.fault);
    return folders.code;
  }
  const loaded = loadKnowledge(folders.all);
  const problems = 'problems' in loaded ? loaded.problems : [];
  if (json) world.stdout.write(`${jsonOf({ problems })}\n`);
  else if ('catalog' in loaded) world.stdout.write(`${summary(loaded.catalog)}\n`);
  else
    world.stderr.write(
      `${problemReport(problems)}${problems.length} problem${problems.length === 1 ? '' : 's'}\n`,
    );
  return problems.length === 0 ? exitCodes.answered : exitCodes.failure;
}

type FoldersToLint = { readonly all: Folders } | { readonly fault: string; readonly code: ExitCode };

/** A folder named is all of the knowledge, or one that adds to the built-in; none named means what is configured. */
function foldersOf(folder: string | undefined, config: string | undefined, world: World): FoldersToLint {
  if (folder === undefined) {
    const loaded = loadConfig(config, world.env, world.folder);
    return 'problems' in loaded
      ? { fault: problemReport(loaded.problems), code: exitCodes.failure }
      : { all: [world.knowledgeFolder, ...loaded.config.knowledge] };
  }
  const path = resolve(world.folder, folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    return { fault: `expected a knowledge folder, found none at ${folder}\n`, code: exitCodes.usage };
  return { all: existsSync(join(path, 'stages.yaml')) ? [path] : [world.knowledgeFolder, path] };
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
