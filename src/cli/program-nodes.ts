import type { Command } from 'commander';
import { grepLogs, type GrepOptions } from './grep';
import { checkNodes } from './check-nodes';
import { listNodes } from './nodes';
import { traceRequest, type TraceOptions } from './trace';
import { administering, answering, collected, type AdminOptions, type Done } from './program-options';
import type { World } from './world';

/** The commands that look at machines. */
export function addSearch(program: Command, world: World, done: Done): void {
  placed(
    answering(
      program.command('grep <words...>').description('look for a text in logs on the configured nodes'),
    ),
  )
    .option('--log <log>', 'a log by name, or a path inside the roots')
    .option('--module <module>', 'all logs of a module')
    .option('--stage <stage>', 'all logs of a stage')
    .option('--host <host>', "fills the host in a log's name")
    .option('-C, --context <lines>', 'lines of context (default 50, at most 200)')
    .option('-B, --before <lines>', 'lines of context before a hit')
    .option('-A, --after <lines>', 'lines of context after a hit')
    .option('--max-hits <number>', 'hits to show (default 50, at most 200)')
    .option('--regex', 'the words are a regular expression, where the node allows it')
    .option('--case-sensitive', 'tell upper and lower case apart')
    .action(async (words: string[], options: GrepOptions) => done(await grepLogs(words, options, world)));
  placed(
    answering(program.command('trace <id>').description('follow a request over the logs of all services')),
  )
    .option('--stage <stage>', 'only the logs of a stage')
    .action(async (id: string, options: TraceOptions) => done(await traceRequest(id, options, world)));
  const nodes = program
    .command('nodes')
    .description('the machines whose logs may be read')
    .allowExcessArguments(false);
  administering(
    nodes.command('list', { isDefault: true }).description('list them').allowExcessArguments(false),
  ).action((given: AdminOptions) => done(listNodes(given, world)));
  administering(nodes.command('check [name]').description('connect, and say what fails')).action(
    async (name: string | undefined, given: AdminOptions) => done(await checkNodes(name, given, world)),
  );
}

/** The options that say where and when to search. */
function placed(command: Command): Command {
  return command
    .option('--node <node>', 'only on this node; may be repeated', collected)
    .option('--site <site>', 'all nodes of a site')
    .option('--at <time>', "around this time: 16:24, 2025-09-18 16:24:31; without a zone the node's own")
    .option('--around <span>', 'how far to each side of it: 10m (the default), 90s, 2h');
}
