import type { Outlet } from '../../src/ports';
import type { Reply } from '../../src/reply';
import type { GivenFile, ThreadRef } from '../../src/request';
import { answer, type Exchange, type Office } from './answering';
import { givenFile } from './files';
import type { SlackRef } from './outlet';
import {
  postedId,
  sentAt,
  threadOf,
  wholeTextOf,
  type SharedFile,
  type SlackMessage,
  type Target,
} from './receive';
import { plainOf } from './text';

/** Most files of one message that are read. */
const mostFiles = 5;

/** A message that is for the bot: a mention, a direct message, or what is said in a thread that it joined. */
export async function onMessage(event: SlackMessage, office: Office, isOverheard = false): Promise<void> {
  const { channel = '', user = '', ts, thread_ts: parent, files = [] } = event;
  const team = event.user_team ?? event.source_team ?? event.team;
  const asker = await office.people.person(user, team, office.home);
  const thread = await threadAt(channel, event, office);
  const target: Target = { channel, threadTs: parent ?? ts, user, isForAsker: false };
  const exchange: Exchange = { target, thread, ...(isOverheard ? { through: quietly } : {}) };
  const said = plainOf(event.text ?? '', office.me);
  const given = await readable(files, office);
  const root = said === '' && files.length === 0 ? await rootOf(channel, parent, office) : undefined;
  const key = `message ${office.home.team} ${channel} ${ts}`;
  const below = parent !== undefined && !channel.startsWith('D') ? { isBelow: true } : {};
  const how = root === undefined ? below : { as: 'diagnose' as const };
  // A picture beside an error's text is no reason not to read the text.
  const isTold = given.length > 0 || said !== '';
  const images = isTold ? [] : files.slice(0, 1).map((file) => givenFile(file, office.downloads));
  const message = { kind: 'message', text: root ?? said, ...how, ...sentAt(ts) } as const;
  if (given.length === 0)
    return answer({ ...message, files: images, deliveryKey: key }, asker, exchange, office);
  for (const [at, file] of given.entries())
    await answer({ ...message, files: [file], deliveryKey: `${key} ${at}` }, asker, exchange, office);
}

/** The files that can be logs; of one that comes from another workspace Slack says more when it is asked. */
export async function readable(
  files: readonly SharedFile[] = [],
  { calls, downloads }: Office,
): Promise<GivenFile[]> {
  const known = await Promise.all(
    files
      .slice(0, mostFiles)
      .map(async (file) =>
        file.file_access === 'check_file_info' && file.id !== undefined
          ? ((await calls.fileInfo(file.id).catch(() => undefined)) ?? file)
          : file,
      ),
  );
  return known
    .filter(({ mimetype = '' }) => !mimetype.startsWith('image/'))
    .filter(isNoPicture)
    .map((file) => givenFile(file, downloads));
}

function isNoPicture({ name = '' }: SharedFile): boolean {
  return !/\.(?:png|jpe?g|gif|webp|bmp|heic|tiff?)$/i.test(name);
}

/** What the message says that a bare mention stands below, where the bot may read that. */
async function rootOf(channel: string, parent: string | undefined, { mayRead, calls, me }: Office) {
  if (!mayRead || parent === undefined) return undefined;
  const root = await calls.readMessage(channel, parent).catch(() => undefined);
  return root && (wholeTextOf(root, me) || undefined);
}

/** People talk to each other there: the bot says only what it knows. */
function quietly(outlet: Outlet<SlackRef>): Outlet<SlackRef> {
  return {
    ...outlet,
    post: async (reply) => (isWorth(reply) ? outlet.post(reply) : { id: 'unsaid', isFleeting: true }),
    openForm: async () => {},
  };
}

/** What answers only those who talk to the bot. */
const aside: ReadonlySet<string> = new Set(['help', 'small-talk']);

function isWorth({ tone, command, data }: Reply): boolean {
  const { verdict } = (data ?? {}) as { verdict?: string };
  return tone !== 'failure' && !aside.has(command ?? '') && verdict !== 'unknown';
}

/** The thread that a message is in: that of the answer which it hangs on, where the bot began it. */
export async function threadAt(
  channel: string,
  message: Pick<SlackMessage, 'ts' | 'thread_ts'>,
  { desk }: Office,
): Promise<ThreadRef> {
  const root = postedId(channel, message.thread_ts ?? message.ts);
  return (await desk.posted('slack', root))?.thread ?? threadOf(channel, message);
}
