import { readFileSync } from 'node:fs';

/** A line of an evaluation set: its language, what is right for it, and the text. */
export interface Labelled {
  readonly language: 'en' | 'zh';
  /** What is right, each by itself. */
  readonly right: readonly string[];
  readonly text: string;
}

/** Reads `language<TAB>right[,right]<TAB>text`; `\\n` in a text is a line end. */
export function readTsv(path: string): Labelled[] {
  return rowsOf(path).map(([language = '', right = '', text = '']) => ({
    language: language as 'en' | 'zh',
    right: right.split(','),
    text,
  }));
}

/** Reads `intent<TAB>text`. */
export function readIntents(path: string): { readonly intent: string; readonly text: string }[] {
  return rowsOf(path).map(([intent = '', text = '']) => ({ intent, text }));
}

/** The cells of each line. */
function rowsOf(path: string): string[][] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.replaceAll('\\n', '\n')));
}
