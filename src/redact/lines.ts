import { redact } from './index';
import { mask } from './mask';

/** Where a line was cut, the text stands behind "... " or before " ...". */
const cutBefore = /^\.\.\. \S*/;
const cutBehind = /\S* \.\.\.$/;
/** A line of a key's body, as PEM prints it; checksums are hexadecimal and stand beside a name. */
const body = /^\s{0,8}(?![0-9a-f]{32,}$)[A-Za-z0-9+/]{40,76}={0,2}$/;

/**
 * Masks the secrets in an excerpt's lines, as many lines as before. What a cut went through is masked too: the name of a
 * value may be gone with it. `maxLine` is the length from which lines were cut.
 */
export function redactLines(lines: readonly string[], maxLine: number): string[] {
  const { text } = redact(lines.map((line) => (line.length >= maxLine ? edges(line) : line)).join('\n'));
  return text.split('\n').map((line) => (body.test(line) ? mask : line));
}

function edges(line: string): string {
  return line.replace(cutBefore, `... ${mask}`).replace(cutBehind, `${mask} ...`);
}
