import type { CommandOf } from '../command';
import { redact } from '../redact';

/** The line that repeats a search by hand, quoted for a POSIX shell; secrets in the text are masked. */
export function repeatLine(
  { text, before, after, isRegex, isCaseSensitive }: CommandOf<'grep'>,
  path: string,
): string {
  const context = before === after ? (before === 0 ? '' : ` -C ${before}`) : ` -B ${before} -A ${after}`;
  const flags = `${isRegex ? '-E' : '-F'}${isCaseSensitive ? '' : ' -i'}${context}`;
  return `${path.endsWith('.gz') ? 'zgrep' : 'grep'} -n ${flags} -e ${quoted(redact(text).text)} ${quoted(path)}`;
}

function quoted(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
