import { Command, CommanderError, Option } from 'commander';
import type { Command as Told } from '../command';
import { familyIds, modeIds } from '../knowledge/schema';
import type { Reply } from '../reply';
import { ask, askCommand, type AskOptions } from './ask';
import { diagnoseFile, showCase } from './diagnose';
import { askLines } from './jsonl';
import { addConfig } from './program-config';
import { addKnowledge } from './program-knowledge';
import { addSearch } from './program-nodes';
import { addStore } from './program-store';
import { answering, shared, type Done } from './program-options';
import { serve, type ServeOptions } from './serve';
import { exitCodes, type ExitCode, type World } from './world';

/** Runs one command line, without the two words before the arguments; resolves to the exit code. */
export async function runCli(words: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = exitCodes.answered;
  const program = createProgram(world, (given) => (code = given));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.answered : exitCodes.usage;
    throw error;
  }
}

function createProgram(world: World, done: Done): Command {
  const program = new Command('sherlog')
    .description(
      'Finds and reads the right HyperBDR / HyperMotion log. Asks and answers in English and Chinese.',
    )
    .version(world.version)
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
    })
    .showHelpAfterError('(sherlog help shows the commands)')
    .helpCommand(true)
    .exitOverride();
  // Without a word the program shows its help; a word that is no command is told so.
  program
    .argument('[command]')
    .allowExcessArguments(true)
    .action((word?: string) => {
      if (word !== undefined) program.error(`error: unknown command '${word.slice(0, 40)}'`);
      program.outputHelp();
    });
  addAsk(program, world, done);
  addLogs(program, world, done);
  addDiagnose(program, world, done);
  addGuides(program, world, done);
  addSearch(program, world, done);
  addKnowledge(program, world, done);
  addStore(program, world, done);
  addConfig(program, world, done);
  shared(program.command('serve').description('start the chat: the terminal, while no other is configured'))
    .option(
      '--teams-insecure-local',
      "let in Teams' local client on this machine, unauthenticated: for trials alone",
    )
    .option('--web', 'offer the chat in a browser on this machine, whatever else is served')
    .option('--no-web', 'do not offer the chat in a browser')
    .action(async (options: ServeOptions) => done(await serve(options, world)));
  return program;
}

/** Words given on the command line; without any, the text on standard input when that is no terminal. */
async function textOf(words: readonly string[], world: World, command: Command): Promise<string> {
  if (words.length > 0) return words.join(' ');
  if (world.stdin.isTTY) command.error('error: expected a question, found none');
  const chunks: Uint8Array[] = [];
  for await (const chunk of world.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function addAsk(program: Command, world: World, done: Done): void {
  answering(program.command('ask [question...]').description('answer one question'))
    .option('--jsonl', 'read {"id","text"} a line, write {"id","command","data"} a line')
    .action(async (words: string[], options: AskOptions & { jsonl?: boolean }, command: Command) => {
      if (options.jsonl) return done(await askLines(options, world));
      const text = await textOf(words, world, command);
      if (text.trim() === '') command.error('error: expected a question, found an empty text');
      return done(await ask(text, options, world));
    });
}

type LogsOptions = AskOptions & { stage?: string; mode?: string; module?: string };

function addLogs(program: Command, world: World, done: Done): void {
  answering(program.command('logs [words...]').description('where the logs of a module or a stage are'))
    .addOption(new Option('--stage <stage>', 'stage').choices(familyIds))
    .addOption(new Option('--mode <mode>', 'storage mode').choices(modeIds))
    .option('--module <module>', 'module, by any of its names')
    .action(async (words: string[], options: LogsOptions, command: Command) => {
      const { module, stage, mode } = options;
      const named = [module, ...words, stage && `${stage} stage`, mode && `${mode} mode`].filter(
        (word) => word !== undefined,
      );
      if (named.join('').trim() === '')
        command.error('error: expected a module, a stage or a log, found none');
      return done(
        await ask(`${named.join(' ')} log`, options, world, (reply) => missing(reply, options, words)),
      );
    });
}

/** What the words or the options of `logs` named that is not there. */
function missing(
  { command, data }: Reply,
  { module, stage, mode }: LogsOptions,
  words: readonly string[],
): string | undefined {
  const { modules = [], stages = [] } = (command === 'locate' ? data : {}) as {
    modules?: string[];
    stages?: string[];
  };
  if (module !== undefined && modules.length === 0) return `expected a module, found "${module}"`;
  if (mode && stage && !stages.every((each) => each.endsWith(`-${mode}`)))
    return `the stage ${stage} has no storage mode ${mode}`;
  return command === 'locate' ? undefined : `expected a module, a stage or a log, found "${words.join(' ')}"`;
}

function addDiagnose(program: Command, world: World, done: Done): void {
  answering(
    program.command('diagnose [file]').description('what the error in a file or on standard input is'),
  ).action(async (file: string | undefined, options: AskOptions) =>
    done(await diagnoseFile(file, options, world)),
  );
  answering(
    program.command('case <id>').description('one known case, by the id that an answer names'),
  ).action(async (id: string, options: AskOptions) => done(await showCase(id, options, world)));
}

function addGuides(program: Command, world: World, done: Done): void {
  answering(
    program.command('platform [words...]').description('what the driver matrix says of a platform'),
  ).action(async (words: string[], options: AskOptions) =>
    done(await ask(`${words.join(' ')} platform`, options, world, (reply) => unknownPlatform(reply, words))),
  );
  answering(
    program
      .command('playbook [id] [step]')
      .description('walk through a resolution path')
      .option('--picture', 'its tree as SVG and PNG'),
  ).action(
    async (
      playbook: string | undefined,
      step: string | undefined,
      options: AskOptions & { picture?: true },
    ) => {
      const command: Told =
        options.picture && playbook ? { name: 'picture', playbook } : { name: 'playbook', playbook, step };
      done(await askCommand(command, options, world));
    },
  );
}

/** Words that name no platform and no condition: all platforms would be no answer to them. */
function unknownPlatform({ command, data }: Reply, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const { query = {} } = (command === 'platform' ? data : {}) as {
    query?: Readonly<Record<string, readonly string[]>>;
  };
  const isOpen = Object.values(query).every((values) => values.length === 0);
  return isOpen
    ? `expected a platform, or a condition such as v2 or windows, found "${words.join(' ')}"`
    : undefined;
}
