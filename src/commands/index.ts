import type { CommandName, CommandOf } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Locale } from '../language';
import type { Form, Reply } from '../reply';
import { help } from './help';
import { locate } from './locate';
import { platform } from './platform';
import { playbook } from './playbook';

/** What a command may use while it runs. */
export interface Context {
  readonly catalog: Catalog;
  readonly locale: Locale;
  readonly signal: AbortSignal;
  show(reply: Reply): void;
}

export type Run<Name extends CommandName> = (
  command: CommandOf<Name>,
  context: Context,
) => Promise<Reply | Form> | Reply | Form;

/** The command table: a command without its entry does not compile. */
export const commands: { readonly [Name in CommandName]: Run<Name> } = { locate, platform, playbook, help };
