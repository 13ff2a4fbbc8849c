import { spawn, spawnSync } from 'node:child_process';
import { percentiles, row, timed } from './measure';

const bin = 'dist/src/main.js';
const rounds = 30;

/** Whole processes, interleaved with a bare node so that a busy machine slows both. */
export async function benchProcess(): Promise<void> {
  const bare: number[] = [];
  const logs: number[] = [];
  const ready: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await timed(() => run(['-e', '0'])));
    logs.push(await timed(() => run([bin, 'logs', 'unicloud', 'boot'])));
    ready.push(await timed(untilReady));
  }
  console.log(`whole processes, ${rounds} rounds interleaved`);
  row('node -e 0', bare);
  row('sherlog logs unicloud boot', logs, 'within 400 ms');
  row('sherlog serve, from start to the prompt', ready, 'within 500 ms');
  const ratio = (times: readonly number[]) => (percentiles(times).p50 / percentiles(bare).p50).toFixed(1);
  console.log(`  beside node -e 0 at p50: logs ${ratio(logs)} times, chat ready ${ratio(ready)} times`);
}

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}

/** From the start of a chat at a terminal to the moment it waits for a message. */
function untilReady(): Promise<void> {
  const child = spawn('script', ['-qfec', `${process.execPath} ${bin} serve`, '/dev/null'], {
    detached: true,
  });
  return new Promise((resolve, reject) => {
    let screen = '';
    child.on('error', reject);
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString('utf8');
      if (!screen.includes('> ')) return;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      resolve();
    });
  });
}
