import Fuse from 'fuse.js';
import { evalBot } from '../eval/bot';
import { readQuestions } from '../eval/questions';
import { percentiles, row, timed } from './measure';

/** An answer in the process, over the evaluation's questions, beside plain fuse.js over the same stage table. */
export async function benchAnswer(): Promise<void> {
  const { knowledge, ask } = evalBot();
  const texts = [...readQuestions('tuning'), ...readQuestions('held-out')].map((question) => question.text);
  const fuse = new Fuse(knowledge.catalog.rows, {
    keys: ['stage', 'log.source', 'log.component', 'log.module', 'log.path'],
  });

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
