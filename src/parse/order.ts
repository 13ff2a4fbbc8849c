import { commandSchema, type Command, type HelpTopic } from '../command';
import { idIn } from './search';

const number = String.raw`\s*(?:#|no\.?|编号|号)?\s*(\d{1,6})\s*`;
const emptySearch = commandSchema.parse({ name: 'search-form' });
const orders: readonly (readonly [RegExp, (found: RegExpExecArray) => Command])[] = [
  [
    /^(?:please |pls |请|帮我)?\s*(?:summary|summari[sz]e|what (?:was|have we) done|总结|小结|汇总|排查记录)(?: (?:this|it|the thread))?[.!?。？！]?$/i,
    () => ({ name: 'summary' }),
  ],
  [
    /^(?:my |list |show |escalate )?(?:the )?(?:tickets?|drafts|ticket drafts|list tickets|工单列表|我的工单|草稿列表)(?: list)?[.!?。？！]?$|^escalate list$/i,
    () => ({ name: 'tickets' }),
  ],
  [
    /^(?:please |pls |can you |请|帮我|我要|需要)?\s*(?:escalate|escalation|(?:open|create|raise|file|draft|submit) (?:a |an |the |new )?(?:onepro )?ticket|contact support|升级|升级工单|(?:提交|提|开|建|创建|新建)(?:一个|个|新)?工单|联系支持)(?: (?:this|it|to onepro|to support|please))?[.!?。？！]?$/i,
    () => ({ name: 'escalate' }),
  ],
  [
    new RegExp(String.raw`^(?:show |open )?(?:ticket|draft|ticket draft|工单|草稿|工单草稿)${number}$`, 'i'),
    (found) => ({ name: 'draft', draft: Math.max(1, Number(found[1])), as: 'card' }),
  ],
  [
    /^(?:please |run (?:the )?)?(?:sherlog )?(?:doctor|checkup|self[- ]?check|系统自检|自检|健康检查)[.!?。？！]?$/i,
    () => ({ name: 'doctor' }),
  ],
  [
    /^(?:please |can you |how (?:do|can) (?:i|you) |请|帮我|如何|怎么|怎样)*\s*(?:(?:trace|follow) (?:a |the |this |my )?requests?|(?:追踪|跟踪)(?:一个|一下|这个|某个)?请求)[.!?。？！]?$/i,
    () => ({ name: 'help', reason: 'asked', about: 'trace' }),
  ],
  [/^(?:home|主页|首页)$/i, () => ({ name: 'home' })],
  [/^(?:grep|search|search (?:the )?logs?|搜索|搜索日志|搜日志|查日志)[.!?。？！]?$/i, () => emptySearch],
  [
    /^(?:(?:help|帮助) (logs|diagnose|grep|trace|escalate)|(logs|diagnose|grep|trace|escalate) (?:help|帮助))$/i,
    (found) => ({ name: 'help', reason: 'asked', about: (found[1] ?? found[2])?.toLowerCase() as HelpTopic }),
  ],
];

/** An order that is one phrase: about tickets, or a search that says nothing more; where the text is nothing else. */
export function asOrder(text: string): Command | undefined {
  const told = text.trim();
  if (told.length > 80) return undefined;
  // An id alone can only be meant to be followed.
  const bare = told.replace(/^[[("'`]+|[\])"'`?？.。!！]+$/g, '').trim();
  if (bare !== '' && idIn(bare) === bare) return commandSchema.parse({ name: 'trace', id: bare });
  for (const [pattern, command] of orders) {
    const found = pattern.exec(told);
    if (found) return command(found);
  }
  return undefined;
}
