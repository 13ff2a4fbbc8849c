import { decode, type Command } from '../src/command';

/** What a button's payload does; undefined for one that cannot be read. */
export function commandIn(payload: unknown): Command['name'] | undefined {
  try {
    return decode(String(payload)).command.name;
  } catch {
    return undefined;
  }
}

/** Only what still goes on can be canceled: a message with that button is no answer yet. */
export function isCancel(payload: unknown): boolean {
  return commandIn(payload) === 'cancel';
}
