import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A question with the answer a careful expert gives; how it was labelled stands in eval/README.md. */
export interface LabelledQuestion {
  readonly id: string;
  readonly lang: 'en' | 'zh' | 'mixed';
  readonly style: string;
  readonly text: string;
  readonly command: string;
  readonly stages: readonly string[];
  /** The documented paths of the right answer, exactly. */
  readonly paths: readonly string[];
}

export function readQuestions(name: 'tuning' | 'held-out'): LabelledQuestion[] {
  const lines = readFileSync(join(__dirname, 'questions', `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as LabelledQuestion);
}
