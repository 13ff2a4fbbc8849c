import type { CommandName } from '../command';
import { cancel } from './cancel';
import { diagnose } from './diagnose';
import { grep } from './grep';
import { help } from './help';
import { locate } from './locate';
import { platform } from './platform';
import { playbook } from './playbook';
import type { Run } from './run';
import { solved } from './solved';
import { trace } from './trace';

/** The command table: a command without its entry does not compile. */
export const commands: { readonly [Name in CommandName]: Run<Name> } = {
  locate,
  diagnose,
  solved,
  grep,
  trace,
  cancel,
  platform,
  playbook,
  help,
};
