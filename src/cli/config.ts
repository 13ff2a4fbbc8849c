import { loadConfig, type Loaded } from '../config';
import { findingsIn } from '../config/findings';
import { shownConfig } from '../config/shown';
import { yamlOf, type Problem } from '../document';
import { jsonOf } from './json';
import { problemReport } from './open';
import type { AdminOptions } from './program-options';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog config check`: every problem with its line and a tip; exit code 1 where there is one. Connects to nothing. */
export function checkConfig({ config: option, json }: AdminOptions, world: World): ExitCode {
  const loaded = loadConfig(option, world.env, world.folder);
  const { problems, warnings } =
    'problems' in loaded ? { problems: loaded.problems, warnings: [] } : findingsIn(loaded);
  const isFine = problems.length === 0;
  if (json) world.stdout.write(`${jsonOf({ ok: isFine, problems, warnings })}\n`);
  else {
    world.stderr.write(problemReport(problems) + problemReport(warnings.map(asWarning)));
    world.stdout.write(isFine ? `ok: ${summary(loaded as Loaded)}\n` : `${counted(problems.length)}\n`);
  }
  return isFine ? exitCodes.answered : exitCodes.failure;
}

function asWarning(problem: Problem): Problem {
  return { ...problem, message: `warning: ${problem.message}` };
}

function counted(problems: number): string {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}

function summary({ config, file }: Loaded): string {
  const { nodes, permissions, slack, teams } = config;
  const chats = [slack ? `Slack (${slack.transport})` : '', teams ? 'Microsoft Teams' : ''].filter(Boolean);
  const from = file === '' ? 'no file, all defaults' : file;
  return `${from}; ${chats.join(' and ') || 'the terminal'}; nodes: ${nodes.length}, rules: ${permissions.length}; whether they work: sherlog doctor`;
}

/** `sherlog config show`: what holds, defaults and environment filled in, with secrets masked. */
export function showConfig({ config: option, json }: AdminOptions, world: World): ExitCode {
  const loaded = loadConfig(option, world.env, world.folder);
  if ('problems' in loaded) {
    world.stderr.write(problemReport(loaded.problems));
    return exitCodes.failure;
  }
  const shown = shownConfig(loaded.config);
  const from = loaded.path ?? 'no file: all defaults';
  world.stdout.write(json ? `${jsonOf(shown)}\n` : `# ${from}\n${yamlOf(shown)}`);
  return exitCodes.answered;
}
