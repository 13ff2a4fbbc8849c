/** A script as one shell word, for whatever shell the account has: `/bin/sh` runs it. Comments stay at home. */
export function remoteCommand(script: string): string {
  const lean = script.replace(/^\s*#.*\n/gm, '');
  return `exec /bin/sh -c '${lean.replaceAll("'", String.raw`'\''`)}'`;
}
