import type { Desk } from '../../src/ports';
import type { Did, GivenFile } from '../../src/request';
import { valuesOf } from './form';
import { createOutlet, type WebPlace } from './outlet';
import { receive, type Seat, type Sent } from './receive';
import type { Shelf } from './shelf';
import type { Said } from './threads';

/** What answering at the page needs. */
export interface Office extends WebPlace {
  readonly desk: Desk;
  readonly seat: Seat;
  /** Files that were handed over and wait for their message. */
  readonly given: Shelf;
  /** False for what was sent before. */
  isNew(key: string): boolean;
  readonly log: { error(facts: object, sentence: string): void };
}

/** Shortest time between two versions of an answer, in milliseconds: nothing but the eye counts them. */
const spacingMs = 150;

/** Takes what was sent and begins to answer it; returns the thread of the answer, undefined where there is none. */
export function take(sent: Sent, office: Office): string | undefined {
  const { threads } = office;
  if (sent.kind === 'opened') return open(sent, office);
  if (!threads.has(sent.thread)) return undefined;
  if (sent.kind === 'closed') return putAway(sent, office);
  if (!office.isNew(sent.key)) return sent.thread;
  switch (sent.kind) {
    case 'message':
      return say(sent, office);
    case 'press':
      return press(sent, office);
    case 'submit':
      return submit(sent, office);
  }
}

type SentOf<Kind extends Sent['kind']> = Extract<Sent, { kind: Kind }>;

/** A thread begins with a greeting; the page of its own is made anew, with what happened since. */
export function open({ isHome, locale }: Omit<SentOf<'opened'>, 'kind'>, office: Office): string {
  const { threads, seat } = office;
  const thread = (isHome ? threads.home() : undefined) ?? threads.begin(isHome);
  const surface = isHome ? 'home' : 'thread';
  void answer(
    { kind: 'opened' },
    { thread, surface },
    { ...office, seat: { ...seat, locale: seat.locale ?? locale } },
  );
  return thread;
}

/** A thread that began with a form, and has nothing else, ends with it. */
function putAway({ thread, form }: SentOf<'closed'>, { threads }: Office): string {
  if (!threads.form(thread, form)) return thread;
  threads.opened(thread, undefined);
  threads.endBare(thread);
  return thread;
}

function say({ thread: at, text, files, ...rest }: SentOf<'message'>, office: Office): string {
  const thread = begunFrom(at, office);
  const given = files.flatMap((id) => office.given.take(id) ?? []);
  office.threads.said(thread, { text, files: given.map(({ name }) => name) });
  const read = given.map(({ name, bytes }): GivenFile => ({
    name,
    bytes: bytes.length,
    read: async () => bytes,
  }));
  void answer({ kind: 'message', text, files: read }, { thread }, inLanguage(rest, office));
  return thread;
}

/** What is asked or pressed on the page of its own begins a thread. */
function begunFrom(thread: string, { threads }: Office): string {
  return threads.home() === thread ? threads.begin() : thread;
}

function press({ thread: at, message, payload, ...rest }: SentOf<'press'>, office: Office): string {
  const { threads } = office;
  const button = buttonOf(threads.item(at, message), payload);
  const thread = begunFrom(at, office);
  const said: Said = { text: button?.label ?? '', files: [], isPress: true };
  // A form may be put away again: nothing was said then.
  const isSaid = button?.opens === 'reply';
  if (isSaid) threads.said(thread, said);
  const did: Did = { kind: 'press', payload, message };
  void answer(did, { thread, ...(button && !isSaid ? { said } : {}) }, inLanguage(rest, office));
  return thread;
}

function submit({ thread, form: id, values, ...rest }: SentOf<'submit'>, office: Office): string {
  const form = office.threads.form(thread, id);
  if (!form) return thread;
  const said: Said = { text: form.title, files: [], isPress: true };
  const did: Did = { kind: 'submit', payload: form.payload, values: valuesOf(form, values) };
  void answer(did, { thread, said }, inLanguage(rest, office));
  return thread;
}

/** The language that the person chose goes before the one that the process was started with. */
function inLanguage({ locale }: Pick<SentOf<'message'>, 'locale'>, office: Office): Office {
  return locale ? { ...office, seat: { ...office.seat, locale } } : office;
}

interface Where {
  readonly thread: string;
  readonly surface?: 'home' | 'thread';
  /** What stands before the answer, once there is one. */
  readonly said?: Said;
}

/** Answers it; what cannot be shown is logged. */
async function answer(did: Did, where: Where, office: Office): Promise<void> {
  const { threads, desk, seat, log } = office;
  const request = receive(did, where, seat);
  threads.working(where.thread, 1);
  try {
    await desk.deliver(request, createOutlet(where.thread, office, where.said), { spacingMs });
  } catch (error) {
    log.error({ err: error, request: request.id }, 'an answer could not be shown in the page');
  } finally {
    threads.working(where.thread, -1);
  }
}

function buttonOf(item: ReturnType<Office['threads']['item']>, payload: string) {
  const blocks = item?.from === 'bot' ? item.body.blocks : [];
  return blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .find((button) => button.payload === payload);
}
