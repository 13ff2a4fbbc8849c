import { createBot, type BotDeps, type Settings } from '../../src/bot';
import { noPermissions } from '../../src/permission/schema';
import type { RemoteLogs } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';
import { createRuns } from '../../src/runs';
import { builtInKnowledge } from './knowledge';
import { memoryStore } from './store';

/** The day it is in tests. */
export const today = new Date('2026-11-21T12:00:00');

/** A network without a machine on it. */
const noRemote: RemoteLogs = {
  search: async (way) => ({ kind: 'unreachable', hop: way.at(-1)?.name ?? '', detail: 'no network here' }),
  list: async (way) => ({ kind: 'unreachable', hop: way.at(-1)?.name ?? '', detail: 'no network here' }),
  close: async () => {},
};

/** What a test may give a bot; the rest is made up. */
export type TestDeps = Partial<BotDeps & Settings>;

/** A bot on the built-in knowledge, with a silent log, at a fixed time. */
export function testBot({
  nodes = [],
  permissions = noPermissions,
  limits = { person: 0, channel: 0 },
  language = 'auto',
  ...deps
}: TestDeps = {}): Handle {
  const knowledge = builtInKnowledge();
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const { store = memoryStore() } = deps;
  return createBot({
    knowledge: () => knowledge,
    log: silent,
    now: () => today,
    store,
    runs: createRuns(store, silent, () => today),
    post: { ways: [], send: async () => ({ isSent: false, detail: '' }) },
    postConfig: {},
    draw: async () => new Uint8Array(),
    auditKey: () => new Uint8Array(32),
    remote: noRemote,
    ...deps,
    settings: () => ({ nodes, permissions, limits, language }),
  });
}

const from = {
  id: '00000000-test',
  asker: { id: 'mei', name: 'mei' },
  thread: { adapter: 'test', id: 't' },
  surface: 'thread',
} as const;

export function message(text: string): Request {
  return { ...from, kind: 'message', text, files: [] };
}

export function press(payload: string): Request {
  return { ...from, kind: 'press', payload };
}

/** Runs one request to its reply. */
export async function replyOf(handle: Handle, request: Request): Promise<Reply> {
  const answer = await handle(request, { signal: new AbortController().signal, show: () => {} });
  if (answer.kind !== 'reply') throw new Error(`expected a reply, got the form "${answer.title}"`);
  return answer;
}
