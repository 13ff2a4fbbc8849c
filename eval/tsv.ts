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
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [language = '', right = '', text = ''] = line.split('\t');
      return {
        language: language as 'en' | 'zh',
        right: right.split(','),
        text: text.replaceAll('\\n', '\n'),
      };
    });
}

/** Reads `intent<TAB>text`. */
export function readIntents(path: string): { readonly intent: string; readonly text: string }[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [intent = '', text = ''] = line.split('\t');
      return { intent, text: text.replaceAll('\\n', '\n') };
    });
}
