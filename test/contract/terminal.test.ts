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
    async start(handle) {
      ended = terminal.start(testDesk(handle));
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
    async stop() {
      await terminal.stop();
      await ended;
    },
  };
}

describeChatAdapter('terminal', openSeat);
