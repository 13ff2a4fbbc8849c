import { redact } from './index';
import { mask } from './mask';

/** Where a line was cut, the text stands behind "... " or before " ..."; what was cut through goes on to the next delimiter. */
const cutBefore = /^\.\.\. [^\s"',;:{}[\]()<>&=]*/;
const cutBehind = /[^\s"',;:{}[\]()<>&=]* \.\.\.$/;
/** The value that a name before it would have told to be a secret: `password=` was cut off, `S3cret"` is left. */
const tornValue = /^(\.\.\. \[masked\]["']?\s{0,3}[:=]\s{0,3}["']?)([^\s"',;{}[\]()<>&]{1,4096})/;
/** A line of a key's body, as PEM prints it; checksums are hexadecimal and stand beside a name. */
const body = /^\s{0,40}(?![0-9a-f]{32,}\s*$)[A-Za-z0-9+/]{40,76}={0,2}\s*$/;
/** The same behind what a log puts before it. */
const longBody = /(?<![\w+/=.-])([A-Za-z0-9+/]{60,76})={0,2}\s*$/;
const colours = /\u001B\[[0-9;]{0,20}[A-Za-z]/g;

/**
 * Masks the secrets in an excerpt's lines, as many lines as before. What a cut went through is masked too: the name of a
 * value may be gone with it.
 */
export function redactLines(lines: readonly string[]): string[] {
  const { text } = redact(lines.map((line) => edges(plain(line))).join('\n'));
  return text.split('\n').map(withoutKeys);
}

function plain(line: string): string {
  return line.includes('\u001B') ? line.replace(colours, '') : line;
}

function edges(line: string): string {
  const begun = line.startsWith('... ')
    ? line.replace(cutBefore, `... ${mask}`).replace(tornValue, `$1${mask}`)
    : line;
  return begun.endsWith(' ...') ? begun.replace(cutBehind, `${mask} ...`) : begun;
}

function withoutKeys(line: string): string {
  if (body.test(line)) return mask;
  const [long] = longBody.exec(line.slice(-100)) ?? [];
  const isMixed = long !== undefined && /[A-Z]/.test(long) && /[a-z]/.test(long) && /\d/.test(long);
  return isMixed ? `${line.slice(0, -long.length)}${mask}` : line;
}
