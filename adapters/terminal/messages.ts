import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Where messages come from: typed at a terminal, or a line each from a pipe. */
export interface Messages extends AsyncIterable<string> {
  /** Asks one question and waits for its line; undefined when the input has ended. Interactive only. */
  ask(question: string): Promise<string | undefined>;
  /** Shows that the next message is waited for. */
  prompt(): void;
  onInterrupt(listener: () => void): void;
  /** Sees each typed message as it comes; one that it takes does not wait for its turn. */
  onTyped(takes: (message: string) => boolean): void;
  /** Shows something while a message is being typed: below what is there, the typed text again after it. */
  interject(show: () => void): void;
  close(): void;
}

/** One message a line, none of them lost while an answer is worked on. */
export function pipedMessages(input: Readable): Messages {
  const lines = createInterface({ input, crlfDelay: Infinity });
  return {
    [Symbol.asyncIterator]: () => lines[Symbol.asyncIterator](),
    ask: async () => undefined,
    prompt: () => undefined,
    onInterrupt: () => undefined,
    onTyped: () => undefined,
    interject: (show) => show(),
    close: () => lines.close(),
  };
}

// Terminals mark what is pasted when asked to (bracketed paste): its line ends do not end the message.
const pasteMarksOn = '\u001B[?2004h';
const pasteMarksOff = '\u001B[?2004l';

const takesNone: (message: string) => boolean = () => false;

/** Messages typed at a terminal. A paste of many lines stays one message; it is sent by Enter. */
export function typedMessages(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Messages {
  const lines = createInterface({ input, output, prompt: '> ', historySize: 200 });
  const queue = createQueue();
  let pasted: string[] = [];
  let isPasting = false;
  let takes = takesNone;
  output.write(pasteMarksOn);
  input.on('keypress', (_: unknown, key: { name?: string }) => {
    if (key.name === 'paste-start') isPasting = true;
    if (key.name === 'paste-end') isPasting = false;
  });
  lines.on('line', (line) => {
    pasted.push(line);
    if (isPasting) return;
    const message = pasted.join('\n');
    pasted = [];
    if (!takes(message)) queue.push(message);
  });
  let isClosed = false;
  lines.on('close', () => {
    isClosed = true;
    output.write(pasteMarksOff);
    queue.end();
  });
  return {
    [Symbol.asyncIterator]: () => queue,
    ask: (question) => askLine(lines, queue, question),
    // Prompting after the end would open the input again.
    prompt: () => {
      if (!isClosed) lines.prompt();
    },
    onInterrupt: (listener) =>
      void lines.on('SIGINT', () =>
        lines.line === '' ? listener() : lines.write(null, { ctrl: true, name: 'u' }),
      ),
    onTyped: (listener) => void (takes = listener),
    interject(show) {
      output.write('\n');
      show();
      lines.prompt(true);
    },
    close: () => lines.close(),
  };
}

async function askLine(lines: Interface, queue: Queue, question: string): Promise<string | undefined> {
  lines.setPrompt(question);
  lines.prompt();
  const next = await queue.next();
  lines.setPrompt('> ');
  return next.done ? undefined : next.value;
}

interface Queue extends AsyncIterator<string, undefined> {
  push(message: string): void;
  end(): void;
}

/** Messages in the order they came; those typed during an answer wait. */
function createQueue(): Queue {
  const waiting: string[] = [];
  const state = { hasEnded: false, wake: () => {} };
  return {
    push(message) {
      waiting.push(message);
      state.wake();
    },
    end() {
      state.hasEnded = true;
      state.wake();
    },
    async next() {
      while (waiting.length === 0 && !state.hasEnded)
        await new Promise<void>((resolve) => {
          state.wake = resolve;
        });
      const value = waiting.shift();
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
  };
}
