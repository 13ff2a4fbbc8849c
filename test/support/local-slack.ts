import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'undici';
import type { PeerView } from './modal';
import { until } from './streams';

/** The peer's program, where `npm run e2e:slack` put it. */
const program = process.env['LOCAL_SLACK'];

/** Skipped, which jest says, unless `npm run e2e:slack` runs it. */
export const describeWithLocalSlack = program ? describe : describe.skip;

/** A message of the peer, as far as it is read. */
export interface PeerMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly text?: string;
  readonly blocks?: readonly unknown[];
  readonly files?: readonly { readonly name: string; readonly url_private_download: string }[];
  readonly subtype?: string;
}
export const general = 'C01GEN';
export const alice = 'U01ALICE';

/** A Slack that is not ours, on loopback: its events reach the bot by a socket, or signed at a URL. */
export async function startLocalSlack(port: number, requestUrl?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-slack-'));
  writeFileSync(join(folder, 'ls.json'), JSON.stringify(configOf(requestUrl)));
  const args = ['--base-host', '127.0.0.1', '--config', join(folder, 'ls.json'), '--port', String(port)];
  const child = spawn(program ?? '', args, { stdio: 'ignore' });
  const base = `http://127.0.0.1:${port}`;
  let isUp = false;
  await until(() => {
    void fetch(`${base}/_control/state`).then(
      ({ ok }) => (isUp = ok),
      () => undefined,
    );
    return isUp;
  }, 'the Slack peer to start');
  const page = await openPage(port);
  const send = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${base}/_control/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as { message?: PeerMessage };
  };
  const by = { channel: general, user: alice };
  return {
    base,
    page,
    /** Resolves to the message's time. */
    async say(text: string, of: object = {}): Promise<string> {
      return (await send('message', { ...by, text, ...of })).message?.ts ?? '';
    },
    command: (command: string, text: string) => send('command', { ...by, command, text }),
    press: (messageTs: string, action: object) =>
      send('interact', { ...by, messageTs, action: { type: 'button', block_id: 'b', ...action } }),
    openHome: () => send('open-home', { user: alice, appId: 'A01APP' }),
    async upload(name: string, content: string): Promise<void> {
      const form = new FormData();
      form.set('channel', alice);
      form.set('user', alice);
      form.set('file', new Blob([content]), name);
      await fetch(`${base}/_control/upload`, { method: 'POST', body: form });
    },
    async messages(channel: string = general): Promise<readonly PeerMessage[]> {
      const response = await fetch(`${base}/_control/messages/${channel}`);
      return ((await response.json()) as { messages: readonly PeerMessage[] }).messages;
    },
    async directMessages(): Promise<string> {
      const response = await fetch(`${base}/_control/state`);
      const { channels } = (await response.json()) as { channels: { id: string; is_im?: boolean }[] };
      return channels.find(({ is_im: isIm }) => isIm)?.id ?? '';
    },
    async log(): Promise<readonly { kind: string; detail: Record<string, unknown> }[]> {
      const response = await fetch(`${base}/_control/log`);
      return ((await response.json()) as { log: [] }).log;
    },
    stop() {
      page.close();
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type LocalSlack = Awaited<ReturnType<typeof startLocalSlack>>;

export const signingSecret = 'test-signing-secret';

function configOf(requestUrl: string | undefined): object {
  const mode = requestUrl === undefined ? { mode: 'socket' } : { mode: 'events', requestUrl };
  return {
    workspace: { name: 'Acme', domain: 'acme', teamId: 'T01TEST' },
    apps: [
      {
        appId: 'A01APP',
        botUserId: 'U0BOT',
        botName: 'sherlog',
        botToken: 'xoxb-test-token',
        appToken: 'xapp-test-token',
        signingSecret,
        ...mode,
      },
    ],
    users: [
      { id: alice, name: 'alice', real_name: 'Alice Anderson' },
      { id: 'U02BOB', name: 'bob', real_name: 'Bob Brown' },
    ],
    channels: [{ id: general, name: 'general', members: [alice, 'U02BOB', 'U0BOT'] }],
  };
}

/** The page's own socket: the only way to fill a modal, and to see modals and home pages. */
async function openPage(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ui`);
  const seen = {
    modals: [] as readonly PeerView[],
    errors: undefined as Record<string, string> | undefined,
    homes: [] as PeerView[],
  };
  socket.addEventListener('message', ({ data }) => {
    const told = JSON.parse(String(data)) as {
      t: string;
      stack: PeerView[];
      errors: Record<string, string>;
      view: PeerView;
    };
    if (told.t === 'view') {
      seen.modals = told.stack;
      seen.errors = undefined;
    }
    if (told.t === 'view_errors') seen.errors = told.errors;
    if (told.t === 'home') seen.homes.push(told.view);
  });
  await new Promise<void>((resolve) => socket.addEventListener('open', () => resolve()));
  return {
    seen,
    submit(values: object) {
      seen.errors = undefined;
      socket.send(JSON.stringify({ t: 'view_submit', user: alice, values }));
    },
    close: () => socket.close(),
  };
}
