import { openSlackApi, type ApiCall, type Special } from '../../test/support/slack-api';
import { buttonsIn } from '../../test/support/slack';
import { isCancel } from '../buttons';
import type { Asked, Ledger } from '../ledger';
import { retryAfterSeconds, type Weather } from '../weather';

/** Slack's Web API as the soak has it: what it takes goes into the ledger, and the weather is its own. */
export async function openSlackPeer(ledger: Ledger, weather: Weather) {
  /** What was done by a trigger, which opens a form. */
  const triggers = new Map<string, Asked>();
  const askedBy = ({ method, args }: ApiCall): Asked | undefined => {
    if (method === 'views.open') return triggers.get(String(args['trigger_id']));
    if (method === 'views.publish') return ledger.lastIn(homeOf(String(args['user_id'])));
    if (method === 'chat.update') return ledger.ofMessage(idOf(args));
    return ledger.lastIn(placeOf(args));
  };
  const react = async (call: ApiCall): Promise<Special | undefined> => {
    const shared = fileIn(call.method);
    if (shared !== undefined) return { headers: { 'content-type': 'text/plain' }, body: shared };
    const fate = await weather.strike();
    if (fate === 'taken') return undefined;
    if (shows.has(call.method)) ledger.refused(askedBy(call), fate);
    if (fate === 'cut') return 'cut';
    const headers: Record<string, string> = fate === '429' ? { 'retry-after': `${retryAfterSeconds}` } : {};
    return { status: Number(fate), headers, body: { ok: false, error: 'ratelimited' } };
  };
  /** A page takes the place of the one before: opened twice it is one answer. */
  const publish = (user: string, page: unknown) => {
    const id = `home ${user}`;
    if (ledger.ofMessage(id)) ledger.edited(id, page, true);
    else ledger.posted(homeOf(user), id, page, true);
  };
  const api = await openSlackApi(react, (call, answer) => {
    const { method, args } = call;
    if (method === 'chat.postMessage') {
      if (!isBeside(args))
        ledger.posted(placeOf(args), idOf({ ...args, ...answer }), args, !isProgress(args));
    } else if (method === 'chat.update') ledger.edited(idOf(args), args, !isProgress(args));
    else if (method === 'views.publish') publish(String(args['user_id']), args);
    else if (shows.has(method)) {
      const asked = askedBy(call);
      if (asked) ledger.told(asked, args);
    }
  });
  return { ...api, triggers };
}
export type SlackPeer = Awaited<ReturnType<typeof openSlackPeer>>;

/** Where a shared file lies: its address holds all of it. */
export function fileUrl(api: string, text: string): string {
  return `${new URL(api).origin}/files/${Buffer.from(text).toString('base64url')}`;
}

function fileIn(path: string): string | undefined {
  const [, , content] = /^(\/files\/)(.*)$/.exec(path) ?? [];
  return content === undefined ? undefined : Buffer.from(content, 'base64url').toString('utf8');
}

const shows: ReadonlySet<string> = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'views.open',
  'views.publish',
]);

type Args = Readonly<Record<string, unknown>>;

/** The thread that a message is posted in; one that begins a thread is known by its channel. */
export function placeOf({ channel, thread_ts: thread = '' }: Args): string {
  return `${String(channel)} ${String(thread)}`;
}

/** Where somebody's page of the bot is. */
export function homeOf(user: string): string {
  return `${user} `;
}

function idOf({ channel, ts }: Args): string {
  return `${String(channel)}:${String(ts)}`;
}

function isProgress({ blocks }: Args): boolean {
  return buttonsIn(blocks).some(({ value }) => isCancel(value));
}

/** Calls its asker to an answer that took long, or stands above files: no answer of its own. */
function isBeside({ text = '' }: Args): boolean {
  return String(text).startsWith('<@') || String(text).startsWith('The files of your answer');
}
