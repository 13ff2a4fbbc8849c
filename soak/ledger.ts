/** A chat platform of the soak. */
export type Platform = 'slack' | 'teams';

/** What one answer shows: its newest version, as the platform took it. */
export interface Answer {
  /** The message that it stands in; none for what only its asker saw, such as a dialog or a refusal. */
  readonly id?: string;
  isFinal: boolean;
  content: unknown;
}

/** Something that a person did, and what came of it. */
export interface Asked {
  readonly kind: string;
  readonly platform: Platform;
  /** The thread in which it was done, where its answer goes. */
  readonly place: string;
  readonly at: number;
  /** How long the platform waited until it was acknowledged, in milliseconds, and with which status. */
  ack?: { readonly ms: number; readonly status: number };
  readonly answers: Answer[];
  /** The message whose button was pressed, where drawing that anew is an answer: what was to be canceled may have ended. */
  readonly redraws?: string | undefined;
  isRedrawn?: boolean;
  /** When the first final answer was there. */
  answeredAt?: number;
  /** How and when the platform refused the last thing that was to be shown of it; none once it took one. */
  refusal?: { readonly why: string; readonly at: number; readonly isEdit: boolean } | undefined;
}

/** All that was asked and shown. A person in a thread waits for an answer before the next question, but to cancel one. */
export interface Ledger {
  readonly all: readonly Asked[];
  /** What was shown where nobody had asked. */
  readonly strays: readonly { readonly place: string; readonly content: unknown }[];
  ask(of: Pick<Asked, 'kind' | 'platform' | 'place' | 'redraws'>): Asked;
  posted(place: string, id: string, content: unknown, isFinal: boolean): void;
  edited(id: string, content: unknown, isFinal: boolean): void;
  /** An answer that stands in no message. */
  told(asked: Asked, content: unknown): void;
  /** The newest that was asked in a place. */
  lastIn(place: string): Asked | undefined;
  refused(asked: Asked | undefined, why: string, isEdit?: boolean): void;
  ofMessage(id: string): Asked | undefined;
}

export function createLedger(now: () => number = () => performance.now()): Ledger {
  const all: Asked[] = [];
  const strays: { place: string; content: unknown }[] = [];
  const newest = new Map<string, Asked>();
  const messages = new Map<string, { asked: Asked; answer: Answer }>();
  const landed = (asked: Asked, isFinal: boolean) => {
    asked.refusal = undefined;
    if (isFinal) asked.answeredAt ??= now();
  };
  return {
    all,
    strays,
    ask(of) {
      const asked: Asked = { ...of, at: now(), answers: [] };
      all.push(asked);
      newest.set(of.place, asked);
      return asked;
    },
    posted(place, id, content, isFinal) {
      const asked = newest.get(place);
      if (!asked) return void strays.push({ place, content });
      const answer: Answer = { id, isFinal, content };
      asked.answers.push(answer);
      messages.set(id, { asked, answer });
      landed(asked, isFinal);
    },
    edited(id, content, isFinal) {
      const message = messages.get(id);
      if (!message) return void strays.push({ place: id, content });
      Object.assign(message.answer, { content, isFinal });
      landed(message.asked, isFinal);
      const pressed = newest.get(message.asked.place);
      if (pressed?.redraws !== id || !isFinal) return;
      pressed.isRedrawn = true;
      landed(pressed, true);
    },
    told(asked, content) {
      asked.answers.push({ isFinal: true, content });
      landed(asked, true);
    },
    lastIn: (place) => newest.get(place),
    refused(asked, why, isEdit = false) {
      if (asked) asked.refusal = { why, at: now(), isEdit };
    },
    ofMessage: (id) => messages.get(id)?.asked,
  };
}

export function isAnswered({ answers, isRedrawn = false }: Asked): boolean {
  return isRedrawn || answers.some(({ isFinal }) => isFinal);
}

/** Refusals that Teams' bots give up at, since what was refused may stand there: others, edits, and all in Slack, are repeated. */
const forGood: ReadonlySet<string> = new Set(['500', 'cut']);

/** Was its answer refused so that nobody can be blamed for its absence? */
export function isRefused({ platform, refusal }: Asked): boolean {
  return platform === 'teams' && refusal !== undefined && !refusal.isEdit && forGood.has(refusal.why);
}
