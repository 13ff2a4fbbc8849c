import type { CommandName } from '../command';
import { cancel } from './cancel';
import { collect } from './collect';
import { diagnose } from './diagnose';
import { doctor } from './doctor';
import { draft } from './draft';
import { reopenDraft, submitDraft, withdrawDraft } from './draft-status';
import { escalate } from './escalate';
import { grep } from './grep';
import { help } from './help';
import { home } from './home';
import { locate } from './locate';
import { platform } from './platform';
import { picture } from './picture';
import { playbook } from './playbook';
import type { Run } from './run';
import { saveDraft } from './save-draft';
import { searchForm } from './search-form';
import { sendDraft } from './send-draft';
import { share } from './share';
import { smallTalkReply } from './small-talk';
import { solved } from './solved';
import { summary } from './summary';
import { tickets } from './tickets';
import { topic } from './topic';
import { trace } from './trace';

/** The command table: a command without its entry does not compile. */
export const commands: { readonly [Name in CommandName]: Run<Name> } = {
  locate,
  diagnose,
  solved,
  grep,
  'search-form': searchForm,
  trace,
  summary,
  escalate,
  'save-draft': saveDraft,
  draft,
  'submit-draft': submitDraft,
  'withdraw-draft': withdrawDraft,
  'reopen-draft': reopenDraft,
  collect,
  'send-draft': sendDraft,
  tickets,
  cancel,
  platform,
  playbook,
  picture,
  topic,
  'small-talk': smallTalkReply,
  share,
  doctor,
  home,
  help,
};
