import { isAnswered, type Answer, type Asked } from '../ledger';
import type { Chance } from '../chance';
import type { Chat, Found } from './chat';
import type { Texts } from './texts';

/** What a person lives through with the bot; the steps of one are done one after the other, each once the last is answered. */
export type Story = (chat: Chat, told: Telling) => Promise<void>;

export interface Telling {
  readonly texts: Texts;
  readonly chance: Chance;
  /** Resolves once something holds; false where it does not in time, or all is over. */
  until(holds: () => boolean): Promise<boolean>;
}

type Said = Exclude<keyof Texts, 'long' | 'file'>;

/** Says something, and presses what is found below the answer. */
function saying(kind: Said): Story {
  return async (chat, told) => pressOn(chat, chat.say(kind, told.texts[kind]()), told);
}

/** Most presses in a story. */
const mostPresses = 3;
const pressShare = 0.5;
/** What takes the asker out of what is looked at here, or needs what the soak has not. */
const notPressed: ReadonlySet<string | undefined> = new Set(['cancel', 'share']);

async function pressOn(chat: Chat, first: Asked, told: Telling): Promise<void> {
  let asked = first;
  for (let presses = 0; presses < mostPresses; presses += 1) {
    if (!(await told.until(() => isAnswered(asked))) || !told.chance.isBelow(pressShare)) return;
    const button = someButton(chat, asked, told.chance);
    if (!button) return;
    asked = button.press();
    if (button.opensForm) return fill(chat, asked, told);
  }
}

function someButton(chat: Chat, asked: Asked, chance: Chance): Found | undefined {
  const answer = finalOf(asked);
  const found = answer ? chat.buttons(asked, answer) : [];
  const pressed = found.filter(({ command }) => !notPressed.has(command));
  return pressed.length > 0 ? chance.pick(pressed) : undefined;
}

function finalOf({ answers }: Asked): Answer | undefined {
  return answers.find(({ isFinal }) => isFinal);
}

/** Sends a form as it stands, or with something in its fields; and presses on at what comes of it. */
async function fill(chat: Chat, asked: Asked, told: Telling): Promise<void> {
  if (!(await told.until(() => isAnswered(asked)))) return;
  const answer = finalOf(asked);
  const form = answer && chat.form(asked, answer);
  if (!form) return;
  const isFilled = told.chance.isBelow(0.7);
  const typed = isFilled ? Object.fromEntries(form.fields.map((name) => [name, valueOf(name)])) : {};
  await pressOn(chat, form.submit(typed), told);
}

/** What is typed into a field. */
function valueOf(name: string): string {
  const own: Readonly<Record<string, string>> = { time: '', around: '10 min', context: '3' };
  return own[name] ?? 'volume gone';
}

/** A search that is canceled once it shows how far it is. */
const canceled: Story = async (chat, told) => {
  const asked = chat.say('canceled grep', told.texts.long());
  if (!(await told.until(() => asked.answers.length > 0))) return;
  const [answer] = asked.answers;
  const cancel = answer && chat.buttons(asked, answer).find(({ command }) => command === 'cancel');
  cancel?.press();
};

/** A log that is dropped into the chat, where that is how its platform works. */
const dropped: Story = async (chat, told) => {
  const asked = chat.drop?.('file', told.texts.file());
  if (asked) await pressOn(chat, asked, told);
};

/** The stories, with how often each is told beside the others. */
export const stories: readonly { readonly weight: number; readonly tell: Story }[] = [
  { weight: 24, tell: saying('locate') },
  { weight: 22, tell: saying('diagnose') },
  { weight: 10, tell: saying('topic') },
  { weight: 6, tell: saying('help') },
  { weight: 6, tell: saying('unrelated') },
  { weight: 8, tell: saying('grep') },
  { weight: 3, tell: saying('trace') },
  { weight: 2, tell: canceled },
  {
    weight: 6,
    tell: (chat, told) => pressOn(chat, chat.command('command', 'logs', told.texts.locate()), told),
  },
  {
    weight: 4,
    tell: (chat, told) => pressOn(chat, chat.command('command', 'diagnose', told.texts.diagnose()), told),
  },
  { weight: 4, tell: dropped },
  { weight: 3, tell: async (chat) => void chat.openHome() },
];
