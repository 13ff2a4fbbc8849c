import { benchAnswer } from './answer';
import { benchProcess } from './process';

async function main(): Promise<void> {
  await benchAnswer();
  await benchProcess();
}

void main();
