import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { maxLineLength } from './limits';

/** How text is set off: with colours at a terminal, plainly elsewhere. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  failure(text: string): string;
}

const plain = (text: string) => text;
const escape = (code: number) => (text: string) => (text === '' ? '' : `\u001B[${code}m${text}\u001B[0m`);

export const plainStyle: Style = { bold: plain, dim: plain, failure: plain };
export const colourStyle: Style = { bold: escape(1), dim: escape(2), failure: escape(31) };

/**
 * Text as it may go to a terminal: no control character (escape sequences move cursors, set titles, answer back), no
 * character that turns the reading direction, no line longer than a screen can bear.
 */
export function printable(text: string): string {
  const safe = text
    .replaceAll('\t', '    ')
    .replace(/[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, '\uFFFD');
  return safe.length > maxLineLength ? `${safe.slice(0, maxLineLength)} …` : safe;
}

/** Pads to a width in columns; Chinese characters take two. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/** Text broken at words to so many columns; Chinese between characters. */
export function wrapped(text: string, columns: number): string {
  return columns === Infinity ? text : wrapAnsi(text, Math.max(20, columns), { hard: true, trim: false });
}

export { stringWidth };
