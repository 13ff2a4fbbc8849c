import { renderForm } from '../../adapters/terminal/form';
import { buttonsOf, render } from '../../adapters/terminal/render';
import type { Form, Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';

/** Somebody who lives through a story: what they do, and what they see then. */
export interface Actor {
  say(text: string): Promise<string>;
  press(label: string): Promise<string>;
  /** Fills some fields of the form that is open; the others stay as they are. */
  fill(changes: Readonly<Record<string, string>>): Promise<string>;
}

/** A story is lines: `> text` says it, `> [label]` presses a button, `= a=b; c=d` fills the form that is open. */
export async function play(story: string, actor: Actor): Promise<string> {
  const told = story.split('\n').filter((line) => line.startsWith('# '));
  for (const line of story.split('\n')) {
    const [mark, rest] = [line.slice(0, 2), line.slice(2)];
    if (mark !== '> ' && mark !== '= ') continue;
    const label = /^\[(.+)\]$/.exec(rest)?.[1];
    const seen =
      mark === '= '
        ? actor.fill(changesIn(rest))
        : label === undefined
          ? actor.say(rest)
          : actor.press(label);
    told.push(line, ...(await seen).split('\n').map((each) => (each === '' ? '' : `  ${each}`)), '');
  }
  return told.join('\n');
}

function changesIn(line: string): Record<string, string> {
  return Object.fromEntries(
    line.split('; ').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}

/** Where an actor sits, and as whom, unless at the thread of a terminal that is theirs. */
type Seat = Partial<Pick<Request, 'surface' | 'asker'>>;

/** At a terminal, as far as what is shown goes. */
export function terminalActor(handle: Handle, seat: Seat = {}): Actor {
  let reply: Reply | undefined;
  let form: Form | undefined;
  const from = {
    id: 'story',
    asker: { id: 'mei', name: 'mei', isOwner: true },
    thread: { adapter: 'terminal', id: 'story' },
    surface: 'thread',
    ...seat,
  } as const;
  const ask = async (request: Request) => {
    const answer = await handle(request, { signal: new AbortController().signal, show: () => {} });
    if (answer.kind === 'reply') [reply, form] = [answer, undefined];
    else form = answer;
    return answer.kind === 'reply' ? render(withFilesNamed(answer)) : renderForm(answer);
  };
  return {
    say: (text) => ask({ ...from, kind: 'message', text, files: [] }),
    press(label) {
      const button = reply && buttonsOf(reply).find((each) => each.label === label);
      if (!button) throw new Error(`no button "${label}"`);
      return ask({ ...from, kind: 'press', payload: button.payload });
    },
    fill(changes) {
      if (!form) throw new Error('no form is open');
      const values = Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, value]));
      return ask({ ...from, kind: 'submit', payload: form.payload, values: { ...values, ...changes } });
    },
  };
}

/** What stands in a file is told elsewhere. */
function withFilesNamed(reply: Reply): Reply {
  const blocks = reply.blocks.map((block) =>
    block.kind === 'file' ? ({ kind: 'note', lines: [[`(${block.name})`]] } as const) : block,
  );
  return { ...reply, blocks };
}
