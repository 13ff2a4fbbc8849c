import { decide } from '../permission/decide';
import { actions, type Action } from '../permission/schema';
import { didYouMean } from '../document';
import { jsonOf } from './json';
import { openOrReport } from './open';
import type { AdminOptions } from './program-options';
import { exitCodes, type ExitCode, type World } from './world';

export interface TestOptions extends AdminOptions {
  readonly channel?: string;
  readonly node?: string;
}

/** `sherlog permissions test <person> <action>`: may they, and why; exit code 1 when they may not. */
export function testPermission(person: string, action: string, options: TestOptions, world: World): ExitCode {
  const bot = openOrReport(options.config, world);
  if (!bot) return exitCodes.failure;
  const { config } = bot;
  const node = config.nodes.find(({ name }) => name === options.node);
  const names = config.nodes.map(({ name }) => name);
  if (!actions.includes(action as Action))
    return wrong(`expected ${actions.join(' | ')}, found "${action}"`, world);
  if (options.node !== undefined && !node)
    return wrong(
      `expected the name of a node, found "${options.node}"; ${didYouMean(options.node, names)}`,
      world,
    );
  if (action === 'search' && !node) return wrong('expected --node: searching is allowed node by node', world);
  const thread = {
    adapter: 'chat',
    id: 'direct',
    ...(options.channel === undefined ? {} : { channel: options.channel }),
  };
  const decision = decide(action as Action, { asker: { id: person, name: person }, thread }, node, config);
  const { isAllowed, because } = decision;
  world.stdout.write(
    options.json ? `${jsonOf(decision)}\n` : `${isAllowed ? 'allowed' : 'denied'}: ${because}\n`,
  );
  return isAllowed ? exitCodes.answered : exitCodes.failure;
}

function wrong(message: string, world: World): ExitCode {
  world.stderr.write(`error: ${message}\n`);
  return exitCodes.usage;
}
