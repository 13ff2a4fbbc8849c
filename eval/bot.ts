import { createBot, type BotDeps } from '../src/bot';
import { openKnowledge, type Knowledge } from '../src/live-knowledge';
import { createLog } from '../src/log';
import { noPermissions } from '../src/permission/schema';
import type { Node } from '../src/nodes/schema';
import type { Store } from '../src/ports';
import type { Form, Reply } from '../src/reply';
import type { Handle } from '../src/request';
import { createRuns } from '../src/runs';

/** Keeps nothing. */
const noStore: Store = {
  write: async () => 'written',
  read: async () => undefined,
  list: async () => [],
  prune: async () => 0,
  verify: async () => [],
  close: async () => {},
};

const log = createLog('silent');
const now = () => new Date();

/** A bot on the project's knowledge that evaluation and benchmark ask, with that knowledge. */
export function evalBot({ nodes = [], ...deps }: Partial<BotDeps> & { nodes?: readonly Node[] } = {}): {
  readonly knowledge: Knowledge;
  ask(text: string): Promise<Reply | Form>;
  readonly handle: Handle;
} {
  const opened = openKnowledge(['knowledge']);
  if ('problems' in opened) throw new Error('the knowledge has problems: sherlog knowledge lint');
  const { knowledge } = opened;
  const handle = createBot({
    knowledge: () => knowledge,
    log,
    now,
    runs: createRuns(noStore, log, now),
    settings: () => ({
      nodes,
      language: 'auto',
      permissions: noPermissions,
      limits: { person: 0, channel: 0 },
    }),
    post: { ways: [], send: async () => ({ isSent: false, detail: '' }) },
    postConfig: {},
    draw: async () => new Uint8Array(),
    auditKey: () => new Uint8Array(32),
    remote: {
      search: async () => ({ kind: 'failed', detail: 'no network here' }),
      list: async () => ({ kind: 'failed', detail: 'no network here' }),
      close: async () => {},
    },
    store: noStore,
    ...deps,
  });
  const from = {
    id: 'eval',
    asker: { id: 'eval', name: 'eval' },
    thread: { adapter: 'eval', id: 'eval' },
    surface: 'thread',
  } as const;
  const session = { signal: new AbortController().signal, show: () => {} };
  return { knowledge, handle, ask: (text) => handle({ ...from, kind: 'message', text, files: [] }, session) };
}
