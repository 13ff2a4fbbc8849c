import { benchAnswer } from './answer';
import { benchDiagnose } from './diagnose';
import { benchProcess } from './process';

async function main(): Promise<void> {
  await benchAnswer();
  await benchDiagnose();
  await benchProcess();
}

void main();
