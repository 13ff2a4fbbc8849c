import type { Did } from '../../src/request';
import type { Activity } from './activity';
import { answer, type Exchange, type Office } from './answering';
import { onTaskFetch, onTaskSubmit, type Task } from './dialog';
import { filesIn } from './files';
import { onDiagnose, onPostInThread } from './message-action';
import { deliverFile } from './offer';
import { onPress } from './press';
import { didSay, isPersonal, keyOf, textOf } from './receive';

/** A message that is for the bot: its words, or the files that came with it. */
export async function onMessage(activity: Activity, office: Office): Promise<void> {
  const said = textOf(activity);
  const did = didSay(activity, said);
  const files = filesIn(activity.attachments, said, office.load);
  if (did.kind !== 'message' || files.length === 0)
    return void (await answer(did, { activity, ...surfaceOf(did) }, office));
  for (const [at, file] of files.entries()) {
    const key = did.deliveryKey === undefined ? {} : { deliveryKey: `${did.deliveryKey} ${at}` };
    await answer({ ...did, files: [file], ...key }, { activity }, office);
  }
}

/** The bot's page is its viewer's own, wherever they asked for it. */
const forViewer: NonNullable<Exchange['through']> = (outlet) => ({
  ...outlet,
  post: (reply) => outlet.post({ ...reply, isForAsker: true }),
});

function surfaceOf({ kind }: Did): Pick<Exchange, 'surface' | 'through'> {
  return kind === 'opened' ? { surface: 'home', through: forViewer } : {};
}

/** The app was added: to a person's chat, where the bot shows its page, or to a team or a group, where it says what it does. */
export async function onInstalled(activity: Activity, office: Office): Promise<void> {
  if (activity.action !== 'add') return;
  const did: Did = { kind: 'opened', ...keyOf(activity) };
  await answer(did, { activity, ...(isPersonal(activity) ? { surface: 'home' } : {}) }, office);
}

/** What Teams waits for: an answer's status, and its body. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: object;
}

type Invokes = Readonly<Record<string, (activity: Activity, office: Office) => Promise<object | undefined>>>;

const invokes: Invokes = {
  'adaptiveCard/action': async (activity, office) => ({
    statusCode: 200,
    ...(await onPress(activity, office)),
  }),
  'task/fetch': async (activity, office) => inTask(await onTaskFetch(activity, office)),
  'task/submit': async (activity, office) => inTask(await onTaskSubmit(activity, office)),
  'composeExtension/fetchTask': async (activity, office) => inTask(await onDiagnose(activity, office)),
  'composeExtension/submitAction': async (activity, office) => inTask(await onPostInThread(activity, office)),
  'fileConsent/invoke': async (activity, office) => {
    await deliverFile(activity, office);
    return undefined;
  },
};

function inTask(task: Task | undefined): object | undefined {
  return task && { task };
}

/** Something that somebody did and Teams waits for; 501 for what the bot does not know. */
export async function onInvoke(activity: Activity, office: Office): Promise<InvokeAnswer> {
  const { name = '' } = activity;
  const does = Object.hasOwn(invokes, name) ? invokes[name] : undefined;
  if (!does) return { status: 501 };
  try {
    const body = await does(activity, office);
    return { status: 200, ...(body ? { body } : {}) };
  } catch (error) {
    office.log.error({ err: error, invoke: name }, 'something done in Teams could not be answered');
    return { status: 500 };
  }
}
