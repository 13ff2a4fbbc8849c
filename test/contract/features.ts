/* What every chat promises, by the contract cases that hold it, and which equivalent a platform has where it cannot. docs/parity.md is made of it. */

export type Platform = 'Slack' | 'Teams' | 'terminal' | 'web';

export const features = {
  'Ways in': [
    'hands over a message as it was written, in both languages',
    'takes a pasted text of several lines as one message',
    'gives every request an id of its own, and the exchange one thread',
    'knows the commands by their names',
    'reads a log file that somebody gives it',
    'diagnoses a message of somebody else when asked to',
    'has a page of its own for who opens it',
    'listens in a thread that it joined, without being mentioned',
    'answers what arrives twice once',
    'knows a guest from the others',
  ],
  Answers: [
    'shows every kind of block: text, fields, tables, excerpts, steps, buttons, notes and files',
    'shows hostile text as text: nothing in it can steer what shows it',
    'says how much it left out of a long excerpt',
    'hands over all of a long text',
    'keeps what is for one person from the others',
    'shares with all what one person asked for themselves',
    'answers the next message when one answer was a failure',
  ],
  'Long work': [
    'shows progress and then the answer, the answer last',
    'calls who asked to an answer that took long',
    'tells what nobody asked for, and goes on',
    'tells a thread what became of it',
  ],
  'Buttons and forms': [
    'presses a button: its payload arrives unchanged',
    'says who used a button that works once',
    'tells a refusal to who pressed alone',
    'asks a form and hands over what was filled in',
    'shows the errors of a form and keeps what was typed',
    'keeps a value of a form whole that no input takes',
  ],
} as const;
export type Feature = (typeof features)[keyof typeof features][number];

const oneSits = 'one person sits at it';

/** What takes a feature's place where the platform has nothing for it; its contract case is skipped with this reason. */
export const equivalents: Readonly<Record<Platform, Partial<Record<Feature, string>>>> = {
  Slack: {},
  Teams: {
    'listens in a thread that it joined, without being mentioned':
      'Teams hands a bot only what mentions it: a mention in the thread, or a button',
    'shares with all what one person asked for themselves':
      'answers stand in the thread at once; *Diagnose this message* shows its result to its asker and has *Post in thread*',
  },
  terminal: {
    'reads a log file that somebody gives it': '`sherlog diagnose FILE`, or a paste',
    'diagnoses a message of somebody else when asked to': 'a paste',
    'has a page of its own for who opens it': 'a greeting at the start, and `help`',
    'listens in a thread that it joined, without being mentioned': 'every line is for it',
    'answers what arrives twice once': 'a line is typed once',
    'knows a guest from the others': 'whoever runs the process may do what its configuration allows',
    'keeps what is for one person from the others': oneSits,
    'shares with all what one person asked for themselves': oneSits,
    'calls who asked to an answer that took long': oneSits,
    'tells a thread what became of it': 'the exchange ends with its process',
    'says who used a button that works once': oneSits,
    'tells a refusal to who pressed alone': oneSits,
  },
  web: {
    'diagnoses a message of somebody else when asked to': 'a paste',
    'listens in a thread that it joined, without being mentioned': 'every message is for it',
    'knows a guest from the others':
      'whoever started it at a terminal may do what its configuration allows; of another process, what everybody may',
    'keeps what is for one person from the others': oneSits,
    'shares with all what one person asked for themselves': oneSits,
    'tells a refusal to who pressed alone': oneSits,
  },
};
