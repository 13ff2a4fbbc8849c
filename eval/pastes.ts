import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An error text with the case it shows. */
export interface LabelledPaste {
  readonly id: string;
  readonly lang: 'en' | 'zh' | 'mixed';
  readonly noise: string;
  readonly text: string;
  /** The root case, or null where no case covers the paste. */
  readonly case: string | null;
}

export function readPastes(set: 'tuning' | 'held-out' | 'hard'): LabelledPaste[] {
  const lines = readFileSync(join(__dirname, 'pastes', `${set}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((each) => JSON.parse(each) as LabelledPaste);
}
