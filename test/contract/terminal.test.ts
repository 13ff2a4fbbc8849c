import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { createTerminal } from '../../adapters/terminal';
import { testDesk } from '../support/desk';
import { collector, until } from '../support/streams';
import { describeChatAdapter, type Seat } from './chat-adapter';

/** A person at a terminal that is none: keys go in, the screen's bytes come out. */
function openSeat(): Seat {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(collector(), { isTTY: true, columns: 500 });
  const terminal = createTerminal({ input, output });
  let ended: Promise<void> | undefined;
  // What readline does to the line being typed (move, erase, echo) is its own; what is left is what the adapter shows.
  const seen = () => output.text().replace(/\u001B\[(?:\d*[GJK]|\?2004[hl])/g, '');
  return {
    async start(handle, patienceMs) {
      ended = terminal.start(testDesk(handle, undefined, patienceMs));
      await until(() => seen().endsWith('> '), 'the prompt');
    },
    say: (text) => void input.write(text.includes('\n') ? `\u001B[200~${text}\u001B[201~\r` : `${text}\r`),
    press(label) {
      const number = [...seen().matchAll(/\[(\d+)\] ([^[\]\n]+?)(?= {2}\[|\n)/g)].findLast(
        (match) => match[2] === label,
      )?.[1];
      if (number === undefined) throw new Error(`no button "${label}" is shown`);
      input.write(`${number}\r`);
    },
    fill: (values) => void input.write(values.map((value) => `${value}\r`).join('')),
    seen,
    announce: (reply) => terminal.announce(reply),
    command: (word, text) => void input.write(`${word} ${text}\r`),
    async wholeOf(name) {
      // A long file is saved beside the answer, which says where.
      const path = () => new RegExp(`(\\S+/${name})`).exec(seen())?.[1];
      await until(() => path() !== undefined, 'the path of the file');
      return readFileSync(path() ?? '', 'utf8');
    },
    async stop() {
      await terminal.stop();
      await ended;
    },
  };
}

describeChatAdapter('terminal', openSeat);
