import Fuse from 'fuse.js';
import { readQuestions } from '../eval/questions';
import { createBot } from '../src/bot';
import { openKnowledge } from '../src/knowledge/live';
import { createLog } from '../src/log';
import type { Request } from '../src/request';
import { percentiles, row, timed } from './measure';

/** An answer in the process, over the evaluation's questions, beside plain fuse.js over the same stage table. */
export async function benchAnswer(): Promise<void> {
  const opened = openKnowledge('knowledge');
  if ('problems' in opened) throw new Error('the knowledge has problems: sherlog knowledge lint');
  const { knowledge } = opened;
  const bot = createBot({
    knowledge: () => knowledge,
    log: createLog('silent'),
    now: () => new Date(),
    language: 'auto',
  });
  const texts = [...readQuestions('tuning'), ...readQuestions('held-out')].map((question) => question.text);
  const fuse = new Fuse(knowledge.catalog.rows, {
    keys: ['stage', 'log.source', 'log.component', 'log.module', 'log.path'],
  });
  const ask = (text: string) =>
    bot(requestOf(text), { signal: new AbortController().signal, show: () => {} });

  for (const text of texts) await ask(text);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const text of texts) {
    ours.push(await timed(() => ask(text)));
    theirs.push(await timed(() => fuse.search(text)));
  }
  console.log(`an answer in the process, ${texts.length} questions`);
  row('sherlog', ours, 'p99 within 2 ms');
  row('fuse.js, defaults, 63 rows', theirs);
  console.log(`  sherlog / fuse.js at p50: ${(percentiles(ours).p50 / percentiles(theirs).p50).toFixed(2)}`);
  const long = texts.join(' ').slice(0, 8_000);
  row('sherlog, a text of 8,000 characters', await repeat(20, () => ask(long)));
}

async function repeat(times: number, run: () => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < times; round += 1) taken.push(await timed(run));
  return taken;
}

function requestOf(text: string): Request {
  const from = {
    id: 'bench',
    asker: { id: 'bench', name: 'bench' },
    thread: { adapter: 'bench', id: 'bench' },
  };
  return { ...from, surface: 'thread', kind: 'message', text, files: [] };
}
