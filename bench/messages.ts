import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../adapters/store';
import { evalBot } from '../eval/bot';
import { readPastes } from '../eval/pastes';
import { readQuestions } from '../eval/questions';
import { createDesk } from '../src/desk';
import { createLog } from '../src/log';
import type { Outlet, Posted } from '../src/ports';
import type { Handle } from '../src/request';
import { percentiles, row } from './measure';

const perSecond = 200;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 20);

/**
 * Messages that come at their own pace, whether or not the last was answered: half of them questions, half pasted errors,
 * each with its thread and kept in a real store; beside a bot that says the same words each time.
 */
export async function benchMessages(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-bench-'));
  const kept = openStore(join(folder, 'kept'));
  try {
    const { handle, knowledge } = evalBot({ store: kept });
    knowledge.caseIndex();
    knowledge.topicIndex();
    const texts = mixed();
    // A process that has just begun compiles what it runs; that is measured by itself, as the time to the first answer.
    await underLoad(handle, kept, texts.slice(0, perSecond * 3), 'warm');
    const bare = await underLoad(same, kept, texts, 'bare');
    const own = await underLoad(handle, kept, texts, 'own');
    console.log(`${perSecond} messages a second for ${seconds} s, questions and pasted errors in turn`);
    row('desk and store alone', bare);
    row('answered', own, 'p99 within 100 ms');
    console.log(`  answered / alone at p99: ${(percentiles(own).p99 / percentiles(bare).p99).toFixed(1)}`);
  } finally {
    await kept.close();
    rmSync(folder, { recursive: true });
  }
}

const same: Handle = async () => ({ kind: 'reply', blocks: [{ kind: 'text', lines: [['here']] }] });

function mixed(): string[] {
  const questions = readQuestions('tuning').map(({ text }) => text);
  const pastes = readPastes('tuning').map(({ text }) => text);
  return Array.from({ length: perSecond * seconds }, (_, at) => {
    const from = at % 2 === 0 ? questions : pastes;
    return from[Math.floor(at / 2) % from.length] ?? '';
  });
}

/** From when a message is due to when its answer stands in its thread, in milliseconds. */
async function underLoad(
  handle: Handle,
  store: Parameters<typeof createDesk>[0]['store'],
  texts: readonly string[],
  run: string,
): Promise<number[]> {
  const desk = createDesk({ handle, store, log: createLog('silent'), now: () => new Date() });
  const taken: number[] = [];
  const startedAt = performance.now();
  const answering = texts.map(async (text, at) => {
    const due = startedAt + (at * 1_000) / perSecond;
    await sleep(due - performance.now());
    const from = {
      id: `${run} ${at}`,
      deliveryKey: `${run} ${at}`,
      asker: { id: `person ${at % 50}`, name: 'mei' },
      thread: { adapter: 'bench', id: `${run} ${at}` },
      surface: 'thread',
    } as const;
    await desk.deliver({ ...from, kind: 'message', text, files: [] }, nowhere(`${run} ${at}`));
    // A timer may wake a moment early.
    taken.push(Math.max(0, performance.now() - due));
  });
  await Promise.all(answering);
  return taken;
}

function nowhere(id: string): Outlet<Posted> {
  return { post: async () => ({ id }), edit: async () => 'edited', openForm: async () => undefined };
}
