import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkOneNode } from '../../src/doctor/nodes';
import { checkKnowledge } from '../../src/doctor/files';
import { checkVersions } from '../../src/doctor/host';
import { checkStore } from '../../src/doctor/store';
import type { Examination } from '../../src/doctor';
import { openDemo } from '../../demo';
import { demoNodes } from '../../demo/nodes';
import type { RemoteLogs } from '../../src/ports';
import type { Handle } from '../../src/request';
import { buttonsOf, render } from '../../adapters/terminal/render';
import type { Reply } from '../../src/reply';
import { message, press, replyOf, testBot } from '../support/bot';
import { builtInKnowledge, knowledgeFolder } from '../support/knowledge';
import { nodeScript } from '../support/sshd';
import { memoryStore } from '../support/store';
import { play, terminalActor, type Actor } from '../support/story';

/*
 * What the user guide shows beside conversations and stories: searches, drafts, pages and checkups on the demo's nodes, as a
 * terminal shows them. The notation is that of stories; `> (…)` opens the bot's own page. UPDATE_TRANSCRIPTS=1 writes what
 * is said now.
 */

const now = new Date('2026-11-21T12:00:00Z');
const tours = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));
let remote: RemoteLogs;
beforeAll(async () => {
  remote = await openDemo(nodeScript, now.getTime());
});
afterAll(() => remote.close());

/** Measured, and another each time. */
const steady = (text: string) =>
  text
    .replace(/[+-]?\d+(?:\.\d+)? ms/g, '… ms')
    .replace(/\.\d{3}Z/g, '.…Z')
    .replace(/-?\d\.\d\d (s|秒)/g, '… $1');

test.each(tours)('%s', async (file) => {
  const path = join(__dirname, file);
  const tour = readFileSync(path, 'utf8');
  const store = memoryStore();
  const checkup = (signal: AbortSignal) => partsLookedAt(store, signal);
  const isCanceled = file.startsWith('cancel');
  const deps = { nodes: demoNodes, remote: isCanceled ? untilCanceled() : remote, store, checkup };
  const bot = testBot({ ...deps, now: () => now });
  const told = steady(await play(tour, isCanceled ? impatient(bot) : visitor(bot, file)));
  if (process.env['UPDATE_TRANSCRIPTS']) writeFileSync(path, told);
  else expect(told).toBe(tour);
});

/** Who goes on a tour: as a rule somebody who runs the bot. */
const seats = {
  share: { surface: 'asker' },
  refused: { asker: { id: 'T0123ABCD/U0456EFGH', name: 'noor' } },
} as const;

/** Somebody at a terminal who also opens the bot's own page. */
function visitor(bot: Handle, file: string): Actor {
  const seat = Object.entries(seats).find(([name]) => file.startsWith(name))?.[1] ?? {};
  const actor = terminalActor(bot, seat);
  const page = async (locale: 'en' | 'zh') =>
    render(
      await replyOf(bot, {
        id: 'tour',
        kind: 'opened',
        asker: { id: 'mei', name: 'mei', isOwner: true },
        thread: { adapter: 'terminal', id: 'story' },
        surface: 'home',
        locale,
      }),
    );
  return {
    ...actor,
    say: (text) => (text.startsWith('(') ? page('en') : text.startsWith('（') ? page('zh') : actor.say(text)),
  };
}

/** Nodes that have not answered by the time somebody cancels. */
function untilCanceled(): RemoteLogs {
  return {
    ...remote,
    async search(way, query, signal) {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      return remote.search(way, query, signal);
    },
  };
}

/** Somebody who looks at the progress of a search, ends it, and looks at what became of it by any words. */
function impatient(bot: Handle): Actor {
  let shown: Reply | undefined;
  let ended: Promise<string> | undefined;
  const asker = { id: 'mei', name: 'mei', isOwner: true } as const;
  return {
    say: (text) =>
      new Promise((resolve, reject) => {
        if (ended) return resolve(ended);
        const show = (reply: Reply) => {
          shown = reply;
          resolve(render(reply));
        };
        const session = { signal: new AbortController().signal, show };
        ended = Promise.resolve(bot({ ...message(text), asker }, session)).then((answer) =>
          answer.kind === 'reply' ? render(answer) : '',
        );
        ended.catch(reject);
      }),
    async press(label) {
      const button = shown && buttonsOf(shown).find((each) => each.label === label);
      if (!button) throw new Error(`no button "${label}"`);
      return render(await replyOf(bot, { ...press(button.payload), asker }));
    },
    fill: async () => '',
  };
}

/** The parts of a checkup that say the same on every machine. */
function partsLookedAt(store: ReturnType<typeof memoryStore>, signal: AbortSignal): Examination[] {
  const { catalog } = builtInKnowledge();
  const parts: Record<string, Examination['run']> = {
    versions: async () => checkVersions('0.1.0', 'v20.20.2'),
    knowledge: async () => checkKnowledge([knowledgeFolder]),
    store: async () => checkStore(store, '/var/lib/sherlog', () => undefined, now),
  };
  return [
    ...Object.entries(parts).map(([name, run]) => ({ name, run })),
    ...demoNodes.map((node) => ({
      name: `node ${node.name}`,
      run: () => checkOneNode(node, demoNodes, catalog, remote, signal),
    })),
  ];
}
