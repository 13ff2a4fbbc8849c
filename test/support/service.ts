import { join } from 'node:path';
import { start } from './children';
import { projectFolder } from './knowledge';
import { signed } from './signed';

/** `sherlog serve` of the built program, in a folder of its own; ends with the test. */
export function serve(folder: string, env: NodeJS.ProcessEnv, ...options: string[]) {
  const program = [join(projectFolder, 'dist/src/main.js'), 'serve', ...options];
  const child = start(process.execPath, program, {
    cwd: folder,
    env: { PATH: process.env['PATH'], XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  child.stdin.end();
  return { child, told: () => told };
}

export const signingSecret = 'signing-secret';
let count = 0;
/** An id that no other call has. */
export const nextId = () => `${1_700_000_000_000 + (count += 1)}`;

/** A direct message, as Slack posts it, signed; resolves to the status. */
export function sayInSlack(port: number, text: string, key = signingSecret): Promise<number> {
  const event = {
    type: 'message',
    channel: 'D01',
    channel_type: 'im',
    user: 'U01MEI',
    text,
    ts: `${nextId()}.1`,
  };
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T01TEST', event_id: nextId(), event });
  return post(port, '/slack/events', body, signed(body, key));
}

export async function post(
  port: number,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const all = { 'content-type': 'application/json', connection: 'close', ...headers };
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: all })).status;
}
