import { openLocalChats } from '../../src/cli/local-chats';
import type { World } from '../../src/cli/world';
import type { ChatAdapter } from '../../src/ports';

/* Which chats are there for whoever is at this machine. */

const chat = (name: string): ChatAdapter => ({
  name,
  start: async () => {},
  stop: async () => {},
  announce: async () => {},
});
const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function opened(isTerminal: boolean, hasPlatform: boolean, web?: boolean): Promise<string[]> {
  const told: string[] = [];
  const world = {
    stdin: { isTTY: isTerminal },
    stdout: { isTTY: isTerminal },
    openTerminal: async () => chat('terminal'),
    openWeb: async ({ isOwner }: { isOwner: boolean }) => {
      told.push(isOwner ? 'the owner' : 'a visitor');
      return chat('web');
    },
  } as unknown as World;
  const bot = { config: { web: {} }, log: silent } as never;
  const chats = await openLocalChats(hasPlatform, web === undefined ? {} : { web }, bot, world);
  return [...chats.map(({ name }) => name), ...told];
}

test.each([
  ['at a terminal', true, false, undefined, ['web', 'terminal', 'the owner']],
  ['at a terminal, without the page', true, false, false, ['terminal']],
  ['with lines through a pipe', false, false, undefined, ['terminal']],
  ['with the page asked for, and no terminal', false, false, true, ['web', 'a visitor']],
  ['beside a platform', true, true, undefined, []],
  ['beside a platform, with the page asked for', false, true, true, ['web', 'a visitor']],
  ['beside a platform at a terminal, with the page asked for', true, true, true, ['web', 'the owner']],
] as const)('%s', async (_, isTerminal, hasPlatform, web, expected) => {
  expect(await opened(isTerminal, hasPlatform, web)).toEqual(expected);
});
