import { randomUUID } from 'node:crypto';
import type { Desk, Outlet } from '../../src/ports';
import type { Form } from '../../src/reply';
import type { Did, Person, Request, Surface, ThreadRef } from '../../src/request';
import type { Activity } from './activity';
import { offerBytes } from './offer';
import { createOutlet, directoryId, type Calls, type Place, type TeamsRef } from './outlet';
import { isPersonal } from './receive';

export interface TeamsLog {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

/** What answering in Teams needs. */
export interface Office {
  /** The adapter's name. */
  readonly name: string;
  readonly desk: Desk;
  readonly calls: Calls;
  /** Who somebody is to the bot. */
  readonly who: (activity: Activity) => Promise<Person>;
  /** The thread that something was done in. */
  readonly where: (activity: Activity) => ThreadRef;
  /** Downloads and uploads of files. */
  readonly load: typeof fetch;
  readonly log: TeamsLog;
}

/** Progress says how long it takes each ten seconds; a thread of Teams takes few edits. */
const pace = { tickMs: 10_000, mostEdits: 20 };

/** One thing that somebody did, and where its answer goes. */
export interface Exchange {
  readonly activity: Activity;
  /** The thread that it belongs to, where that is not the activity's own. */
  readonly thread?: ThreadRef;
  readonly surface?: Surface;
  readonly openForm?: (form: Form) => Promise<'opened' | 'too-late'>;
  /** Changes the outlet, for ways in that show answers otherwise. */
  readonly through?: (outlet: Outlet<TeamsRef>) => Outlet<TeamsRef>;
}

/** Answers it. False where the answer cannot be shown; that is logged, and nothing of it reaches Teams' other work. */
export async function answer(did: Did, exchange: Exchange, office: Office): Promise<boolean> {
  const { activity, surface = 'thread', openForm = async () => 'too-late' as const } = exchange;
  const { through = (outlet) => outlet } = exchange;
  const { desk, calls, log, where } = office;
  const id = randomUUID();
  try {
    const thread = exchange.thread ?? where(activity);
    const asker = await office.who(activity);
    const outlet = createOutlet({
      calls,
      thread,
      asker,
      mention: activity.from && { id: activity.from.id, name: activity.from.name ?? '' },
      isPersonal: isPersonal(activity),
      openForm,
      // What was typed is its writer's; else the presser's own right draws the form.
      keepForm: did.kind === 'submit' ? (form) => desk.keep(form, ownerThread(thread, asker)) : undefined,
      offer: (name, content) => offered(name, content, activity, office),
      log,
    });
    // Who opens a page has written nothing: their client says which language they read.
    const isChinese = did.kind === 'opened' && /^zh\b/i.test(activity.locale ?? '');
    const language = isChinese ? ({ locale: 'zh' } as const) : {};
    const request = { surface, ...did, ...language, id, asker, thread } as Request;
    await desk.deliver(request, through(outlet), pace);
    return true;
  } catch (error) {
    log.error({ err: error, request: id }, 'an answer could not be shown in Teams');
    return false;
  }
}

/** What only one person may see of a thread. */
export function ownerThread(thread: ThreadRef, { id }: Person): ThreadRef {
  return { ...thread, owner: id };
}

/** The personal chat of who did something. Rejects where the app is not theirs. */
export async function ownChat(activity: Activity, { calls, who, where }: Office): Promise<Place> {
  const { id, service = '' } = where(activity);
  if (isPersonal(activity)) return { service, conversation: id };
  return calls.openChat(service, directoryId(await who(activity)));
}

/** The answer stands; a file that could not be handed over is told beside it. */
async function offered(name: string, content: Uint8Array, activity: Activity, office: Office): Promise<void> {
  const { calls, log, where } = office;
  try {
    await offerBytes({ name, content }, await ownChat(activity, office), office);
  } catch (error) {
    log.warn({ err: error }, 'a file could not be offered in Teams');
    const { id, service = '' } = where(activity);
    await calls
      .send({ service, conversation: id }, { type: 'message', textFormat: 'plain', text: notOffered })
      .catch(() => undefined);
  }
}

export const notOffered =
  'I hand files over in our own chat: add me as a personal app in Teams, then try again. 文件只能在私聊中发送：请先在 Teams 中添加我为个人应用，再试一次。';
