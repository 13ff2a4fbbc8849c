import type { Outlet, Posted } from '../../src/ports';
import type { Button, Form, Reply } from '../../src/reply';
import { withFilesSaved } from './files';
import { buttonsOf, render } from './render';
import type { Style } from './style';

/** Everything one answer printed: a terminal cannot edit, so each version is printed below the last. */
export interface TerminalOutlet extends Outlet<Posted> {
  /** The buttons of the newest reply: what a bare number presses. */
  buttons(): readonly Button[];
  /** A new answer begins: the buttons of the last one are none of its. */
  begin(): void;
  /** The form that was opened and not yet filled, once. */
  takeForm(): Form | undefined;
}

export function createOutlet(
  write: (text: string) => void,
  style: Style,
  columns: () => number,
): TerminalOutlet {
  let buttons: readonly Button[] = [];
  let form: Form | undefined;
  let printed = 0;
  const print = (reply: Reply) => {
    buttons = buttonsOf(reply);
    printed += 1;
    write(`${render(withFilesSaved(reply), style, columns())}\n\n`);
    return { id: String(printed), isFleeting: true } as const;
  };
  return {
    post: async (reply) => print(reply),
    async edit(_, reply) {
      print(reply);
      return 'edited';
    },
    async openForm(opened) {
      form = opened;
    },
    buttons: () => buttons,
    begin() {
      buttons = [];
    },
    takeForm() {
      const taken = form;
      form = undefined;
      return taken;
    },
  };
}
