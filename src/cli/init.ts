import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { configJsonSchema, schemaFile } from '../config/json-schema';
import { readConfig } from '../config/read';
import { configText, type Told } from '../config/template';
import { locales } from '../language';
import { askNode, type WrittenNode } from './init-node';
import { problemReport } from './open';
import { oneOf, questionsAt, yesOrNo, type Questions } from './questions';
import { exitCodes, type ExitCode, type World } from './world';

export interface InitOptions {
  readonly config?: string;
}

/** `sherlog init`: writes a commented sherlog.yaml, and its schema beside it, from what a person answers. Overwrites nothing. */
export async function initialize({ config = 'sherlog.yaml' }: InitOptions, world: World): Promise<ExitCode> {
  const path = resolve(world.folder, config);
  if (!/\.ya?ml$/.test(path))
    return failed(`expected a file that ends in .yaml or .yml, found "${config}"`, world);
  if (existsSync(path))
    return failed(`${config} is there already: move it away, or name another by --config`, world);
  const questions = questionsAt(world);
  try {
    const told = await askAll(questions, world);
    writeFileSync(path, configText(told), { flag: 'wx' });
    const schema = join(dirname(path), schemaFile);
    writeFileSync(schema, configJsonSchema());
    const read = readConfig(config, path);
    if ('problems' in read)
      return failed(`what was written has problems\n${problemReport(read.problems)}`, world);
    questions.say(nextSteps(told, config, relative(world.folder, schema)));
    return exitCodes.answered;
  } catch (error) {
    return failed(`cannot write ${config}: ${error instanceof Error ? error.message : String(error)}`, world);
  } finally {
    questions.close();
  }
}

async function askAll(questions: Questions, world: World): Promise<Told> {
  const { ask, say } = questions;
  say('Enter takes what stands in brackets.\n');
  const chat = await ask(
    'Where will people ask (slack | teams | both | here, at this terminal)?',
    'here',
    oneOf('slack', 'teams', 'both', 'here'),
  );
  const chats = (['slack', 'teams'] as const).filter((each) => chat === each || chat === 'both');
  const language = await ask(
    'Which language are answers in (auto | en | zh)?',
    'auto',
    oneOf('auto', ...locales),
  );
  const nodes: WrittenNode[] = [];
  while (
    await ask(
      nodes.length === 0 ? 'Add a machine whose logs may be read (yes | no)?' : 'Another one (yes | no)?',
      'no',
      yesOrNo,
    )
  )
    nodes.push(await askNode(questions, nodes.length + 1, world));
  const searchers =
    chats.length === 0 || nodes.length === 0
      ? []
      : await ask('Ids of those who may read logs, with commas (nothing: nobody yet)?', '', (text) => ({
          value: text.split(/[\s,，]+/).filter(Boolean),
        }));
  return { language, chats, nodes, searchers };
}

function nextSteps({ chats, nodes }: Told, config: string, schema: string): string {
  const pages = { slack: 'docs/slack.md', teams: 'docs/teams.md' };
  return [
    '',
    `${config} is written, and ${schema} for your editor. Next:`,
    ...chats.map((chat) => `  put the secrets of ${chat} into the environment: ${pages[chat]}`),
    ...(nodes.length > 0 ? ['  prepare the account on each node: deploy/node/README.md'] : []),
    '  sherlog config check',
    '  sherlog doctor',
    '  sherlog serve',
  ].join('\n');
}

function failed(message: string, { stderr }: World): ExitCode {
  stderr.write(`error: ${message}\n`);
  return exitCodes.failure;
}
