import { randomUUID } from 'node:crypto';
import type { Desk, Outlet } from '../../src/ports';
import type { Form } from '../../src/reply';
import type { Did, Person, Request, Surface, ThreadRef } from '../../src/request';
import type { Calls } from './calls';
import type { DownloadDeps } from './files';
import { openModal } from './modal';
import { createOutlet, type Means, type SlackRef } from './outlet';
import type { createPeople, Home } from './people';
import type { Target } from './receive';

export interface SlackLog {
  debug(facts: object, sentence: string): void;
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

/** What answering in Slack needs. */
export interface Office {
  readonly desk: Desk;
  readonly calls: Calls;
  readonly people: ReturnType<typeof createPeople>;
  readonly home: Home;
  /** The bot's own user. */
  readonly me: string;
  /** May it read what others wrote in threads? */
  readonly mayRead: boolean;
  readonly downloads: DownloadDeps;
  readonly log: SlackLog;
}

/** How often progress says how long it takes, in milliseconds. */
const tickMs = 5_000;

/** One thing that somebody did, and where its answer goes. */
export interface Exchange {
  readonly target: Target;
  readonly thread: ThreadRef;
  readonly trigger?: string | undefined;
  readonly respond?: Means['respond'];
  readonly openForm?: (form: Form) => Promise<'opened' | 'too-late'>;
  readonly begin?: () => Promise<void>;
  /** Changes the outlet, for ways in that show answers otherwise. */
  readonly through?: (outlet: Outlet<SlackRef>) => Outlet<SlackRef>;
}

/** Answers it; what cannot be shown is logged, and nothing of it reaches Slack's other work. */
export async function answer(
  did: Did & { readonly surface?: Surface },
  asker: Person,
  exchange: Exchange,
  office: Office,
): Promise<void> {
  const { target, thread, trigger, respond, begin, through = (outlet) => outlet } = exchange;
  const { desk, calls, log } = office;
  const surface: Surface = target.isForAsker ? 'asker' : 'thread';
  const openForm =
    exchange.openForm ?? ((form: Form) => openModal(form, trigger, { target, thread }, desk, calls));
  const keepForm = (form: Form) => desk.keep(form, thread);
  const means = { calls, respond, openForm, keepForm, thread, log, ...(begin ? { begin } : {}) };
  const outlet = createOutlet(target, means);
  const request = { surface, ...did, id: randomUUID(), asker, thread } as Request;
  try {
    await desk.deliver(request, through(outlet), { tickMs });
  } catch (error) {
    log.error({ err: error, request: request.id }, 'an answer could not be shown in Slack');
  }
}
