import { createInterface } from 'node:readline';
import type { World } from './world';

/** Asks a person, line by line. What ends early, or is empty, is answered by the default. */
export interface Questions {
  /** `read` gives the value, or what was expected instead: then it is asked again. */
  ask<Value>(question: string, otherwise: string, read: (text: string) => Read<Value>): Promise<Value>;
  say(text: string): void;
  close(): void;
}
export type Read<Value> = { readonly value: Value } | { readonly expected: string };

/** How often a question is asked before its default is taken: what comes from a pipe does not listen. */
const mostTries = 5;

export function questionsAt({ stdin, stdout }: World): Questions {
  const lines = createInterface({ input: stdin, crlfDelay: Infinity });
  const typed = lines[Symbol.asyncIterator]();
  const answer = async (question: string, otherwise: string) => {
    stdout.write(`${question}${otherwise === '' ? '' : ` [${otherwise}]`} `);
    const next = await typed.next();
    if (next.done === true) stdout.write('\n');
    return (next.done === true ? '' : next.value.trim()) || otherwise;
  };
  return {
    async ask(question, otherwise, read) {
      for (let tries = 1; tries <= mostTries; tries += 1) {
        const given = read(await answer(question, otherwise));
        if ('value' in given) return given.value;
        stdout.write(`  ${given.expected}\n`);
      }
      const given = read(otherwise);
      if ('value' in given) return given.value;
      throw new Error(`no answer that can be used: ${question}`);
    },
    say: (text) => void stdout.write(`${text}\n`),
    close: () => lines.close(),
  };
}

/** One of some words, or the beginning of one. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Read<Word> {
  return (text) => {
    const meant = words.filter((word) => text !== '' && word.startsWith(text.toLowerCase()));
    const [word] = meant;
    return word !== undefined && meant.length === 1
      ? { value: word }
      : { expected: `expected ${words.join(' | ')}` };
  };
}

export function yesOrNo(text: string): Read<boolean> {
  const read = oneOf('yes', 'no')(text);
  return 'value' in read ? { value: read.value === 'yes' } : read;
}
