import type { Command } from '../command';
import { BotError } from '../errors';
import { decide, type From } from './decide';
import type { Action, PermissionConfig } from './schema';

const actionOf: Readonly<Record<Command['name'], Action>> = {
  locate: 'locate',
  platform: 'locate',
  playbook: 'locate',
  picture: 'locate',
  topic: 'locate',
  'small-talk': 'locate',
  help: 'locate',
  home: 'locate',
  share: 'locate',
  'search-form': 'search',
  diagnose: 'diagnose',
  solved: 'diagnose',
  summary: 'ticket',
  escalate: 'ticket',
  'save-draft': 'ticket',
  draft: 'ticket',
  'submit-draft': 'ticket',
  'withdraw-draft': 'ticket',
  'reopen-draft': 'ticket',
  'send-draft': 'ticket',
  tickets: 'ticket',
  grep: 'search',
  trace: 'search',
  doctor: 'admin',
  cancel: 'search',
  collect: 'search',
};

/** Refuses a command that a rule denies here. Which nodes may be searched is asked where they are known. */
export function refuseDenied(command: Command, from: From, config: PermissionConfig): void {
  const action = actionOf[command.name];
  if (action === 'search' || decide(action, from, undefined, config).isAllowed) return;
  throw new BotError(
    'not-allowed',
    { en: 'You may not do that from here.', zh: '你不能在此执行该操作。' },
    action === 'admin'
      ? {
          en: 'It is for administrators: a rule in sherlog.yaml has to allow you admin.',
          zh: '此操作仅限管理员：需在 sherlog.yaml 中用规则授予 admin 权限。',
        }
      : {
          en: 'Ask the administrators: a rule in sherlog.yaml denies it.',
          zh: '请联系管理员：sherlog.yaml 中的规则禁止此操作。',
        },
  );
}
