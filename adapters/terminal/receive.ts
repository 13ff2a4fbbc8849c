import { randomUUID } from 'node:crypto';
import { owner } from '../../src/chat/owner';
import type { Locale } from '../../src/language';
import type { Button } from '../../src/reply';
import type { Request } from '../../src/request';

/** What all requests of one terminal share. `locale` fixes the language of the answers. */
export interface Seat {
  readonly thread: string;
  readonly locale?: Locale | undefined;
}

/** The number of a button, where a message is nothing else: "2", "[2]", "2.", 「２」. */
export function buttonNumber(text: string): number | undefined {
  const number = /^\s*\[?(\d{1,3})[\].)]?\s*$/.exec(text.normalize('NFKC'))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A typed or pasted message as a Request: a bare number presses the button of that number, where there is one. */
export function receive(text: string, buttons: readonly Button[], seat: Seat): Request {
  const button = buttons[(buttonNumber(text) ?? 0) - 1];
  const from = sender(seat);
  return button
    ? { ...from, kind: 'press', payload: button.payload }
    : { ...from, kind: 'message', text, files: [] };
}

/** A filled form as a Request. */
export function receiveForm(payload: string, values: Readonly<Record<string, string>>, seat: Seat): Request {
  return { ...sender(seat), kind: 'submit', payload, values };
}

/** The person at the terminal just sat down. */
export function receiveOpened(seat: Seat): Request {
  return { ...sender(seat), kind: 'opened' };
}

function sender({ thread, locale }: Seat) {
  const common = {
    id: randomUUID(),
    asker: owner(),
    thread: { adapter: 'terminal', id: thread },
    surface: 'thread' as const,
  };
  return locale ? { ...common, locale } : common;
}
