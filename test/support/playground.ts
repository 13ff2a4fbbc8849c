import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'undici';
import { stringify } from 'yaml';
import { start } from './children';
import { until } from './streams';

/** Microsoft's local client, where `npm run e2e:teams` put it. */
const program = process.env['TEAMS_PLAYGROUND'];

/** Skipped, which jest says, unless `npm run e2e:teams` runs it: its licence is for trials, no landing depends on it. */
export const describeWithPlayground = program ? describe : describe.skip;

export const alice = '29:alice';
export const chats = {
  personal: 'personal-chat-id',
  group: 'group-chat-id',
  channel: '19:chan@thread.tacv2',
};

/** Starts the client for a bot; resolves when it answers. */
export async function startPlayground(port: number, endpoint: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-playground-'));
  writeFileSync(join(folder, '.m365agentsplayground.yml'), stringify(configOf()));
  const args = [
    program ?? '',
    'start',
    '-e',
    endpoint,
    '-c',
    'msteams',
    '-p',
    String(port),
    '--disable-telemetry',
  ];
  const quiet = { TEAMSAPPTESTER_BROWSER: 'none', APPLICATION_INSIGHTS_NO_STATSBEAT: '1' };
  const child = start(process.execPath, args, { cwd: folder, env: { ...process.env, ...quiet } });
  const base = `http://127.0.0.1:${port}`;
  let isUp = false;
  await until(
    () => {
      void fetch(`${base}/_debug/ping`).then(
        ({ ok }) => (isUp = ok),
        () => undefined,
      );
      return isUp;
    },
    "Teams' local client to start",
    30_000,
  );
  /** What the bot posted, as the client's own page hears it. */
  const posted: { readonly conversation: string; readonly words: string }[] = [];
  const socket = new WebSocket(`${base.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  socket.addEventListener('message', ({ data }) => {
    const { actionConversationId: conversation = '', message } = JSON.parse(String(data)) as Streamed;
    posted.push({ conversation, words: JSON.stringify(message) });
  });
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  };
  return {
    base,
    posted,
    serviceUrl: `http://localhost:${port}/_connector`,
    /** Says something, with a mention of the bot where the chat has others in it. */
    say(conversation: string, text: string) {
      const isAlone = conversation === chats.personal;
      const at = '<at>Sherlog</at>';
      const mentions = isAlone ? {} : { mentions: [{ mentioned: { id: botId }, text: at }] };
      const said = isAlone ? text : `${at} ${text}`;
      const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`;
      return post(path, { from: { id: alice }, text: said, textFormat: 'plain', ...mentions });
    },
    /** Presses a button of a card, as the client does. */
    invoke: (name: string, value: object, conversation: string, replyToId?: string) =>
      post('/_conversation/v1/invoke', {
        name,
        value,
        from: { id: alice },
        conversation: { id: conversation },
        ...(replyToId === undefined ? {} : { replyToId }),
      }),
    stop() {
      socket.close();
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Playground = Awaited<ReturnType<typeof startPlayground>>;

interface Streamed {
  readonly actionConversationId?: string;
  readonly message?: unknown;
}

const botId = '28:sherlog';

/** Exactly five users and one channel beside General, as the client wants it. */
function configOf(): object {
  const user = (id: string, givenName: string, surname: string, number: number) => ({
    id,
    name: `${givenName} ${surname}`,
    userPrincipleName: `${givenName.toLowerCase()}@example.com`,
    aadObjectId: `aaaaaaaa-0000-0000-0000-00000000000${number}`,
    givenName,
    surname,
    email: `${givenName.toLowerCase()}@example.com`,
  });
  return {
    version: '0.1.1',
    tenantId: '11111111-1111-1111-1111-111111111111',
    bot: { id: botId, name: 'Sherlog' },
    currentUser: user(alice, 'Alice', 'Alpha', 1),
    users: ['Bo', 'Cy', 'Di', 'Ed', 'Fu'].map((name, at) => user(`29:u${at}`, name, 'User', at + 2)),
    personalChat: { id: chats.personal },
    groupChat: { id: chats.group, name: 'Group Chat' },
    team: {
      id: '19:team@thread.tacv2',
      name: 'Operations',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: chats.channel, name: 'Incidents' }],
    },
  };
}
