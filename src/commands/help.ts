import { encode, locateQuery, type CommandOf } from '../command';
import type { Locale, Text } from '../language';
import type { Block, Button, Reply } from '../reply';
import { decide } from '../permission/decide';
import type { Action } from '../permission/schema';
import { allowedNodes } from '../search/nodes';
import { helpAbout } from './help-about';
import { helpOnNodes } from './help-on-nodes';
import type { Run } from './run';

const titles: Record<CommandOf<'help'>['reason'], Text> = {
  asked: { en: 'What I can answer', zh: '我能回答什么' },
  opened: {
    en: 'Hello, this is Sherlog. Ask me where a log is, or paste an error.',
    zh: '你好，我是 Sherlog。问我日志在哪里，或者粘贴报错。',
  },
  empty: { en: 'Ask me where a log is, or paste an error.', zh: '问我日志在哪里，或者粘贴报错。' },
  below: {
    en: 'To diagnose the message above, open its menu and choose "Diagnose this message"; or paste its text here.',
    zh: '要诊断上面的消息，请在它的菜单里选择“诊断这条消息”；也可以把文字粘贴到这里。',
  },
  'nothing-known': {
    en: 'I found no stage, module, log or platform that I know in that.',
    zh: '这句话里没有我认识的阶段、模块、日志或平台。',
  },
};

/** For those who may not have errors diagnosed. */
const titlesWithoutPaste: typeof titles = {
  ...titles,
  opened: {
    en: 'Hello, this is Sherlog. Ask me where a log is.',
    zh: '你好，我是 Sherlog。问我日志在哪里。',
  },
  empty: { en: 'Ask me where a log is.', zh: '问我日志在哪里。' },
  below: { en: 'Ask me where a log is.', zh: '问我日志在哪里。' },
};

const tickets: Text = {
  en: 'Where I do not know: "escalate" drafts a OnePro ticket from what was done.',
  zh: '我不知道时：说“升级工单”，根据排查记录起草 OnePro 工单。',
};

/** Questions that show what can be asked; each is a promise held by the conversation tests. */
export const examples: Record<Locale, readonly string[]> = {
  en: [
    'unicloud log at host boot, block storage',
    'which logs first when data sync is stuck?',
    'what is hamal?',
    'which stage uses owl-engine.log?',
    'pre-script log on Tencent Cloud',
    'which platforms are v2 and support Windows images?',
    'walk me through a target side problem',
    'how do I debug the web page?',
  ],
  zh: [
    '块存储主机启动，unicloud 日志在哪',
    '数据同步卡住了先看哪些日志',
    'hamal 是什么',
    'owl-engine.log 属于哪个阶段',
    '腾讯云的前置脚本日志看哪个',
    '哪些平台是 v2 且支持 Windows 镜像',
    '目标端问题怎么排查',
    '网页报错怎么排查',
  ],
};

/** What can be asked. Also the answer to a text that names nothing known. */
export const help: Run<'help'> = ({ reason, about }, context): Reply => {
  const { catalog, locale } = context;
  if (about) return helpAbout(about, locale);
  const nodes = allowedNodes(context);
  const may = (action: Action) => decide(action, context, undefined, context.permissions).isAllowed;
  const stages = catalog.families.map((family) => ({
    label: family.name[locale],
    payload: encode({ name: 'locate', query: locateQuery.parse({ families: [family.id] }) }, locale),
    opens: 'reply' as const,
  }));
  const guides: Button = {
    label: locale === 'zh' ? '排查指引' : 'Playbooks',
    payload: encode({ name: 'playbook' }, locale),
    opens: 'reply',
  };
  const intro = {
    en: 'Ask in your own words, in English or Chinese. For example:',
    zh: '用自己的话问，中英文都可以。例如：',
  };
  const text: Block = {
    kind: 'text',
    lines: [[intro[locale]], ...examples[locale].map((example) => [`  · ${example}`])],
  };
  const pick = { en: 'Or start from a stage:', zh: '或者从阶段开始：' };
  return {
    kind: 'reply',
    title: (may('diagnose') ? titles : titlesWithoutPaste)[reason][locale],
    blocks: [
      text,
      ...helpOnNodes(nodes, locale),
      ...(may('ticket') ? [{ kind: 'note' as const, lines: [[tickets[locale]]] }] : []),
      { kind: 'text', lines: [[pick[locale]]] },
      { kind: 'buttons', buttons: [...stages, guides] },
    ],
    data: { reason, examples: [...examples.en, ...examples.zh] },
  };
};
