import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoNodes } from '../../demo/nodes';
import { commands } from '../../src/commands';
import type { CommandName } from '../../src/command';
import { parse } from '../../src/parse';
import { today } from '../support/bot';
import { markersIn, rewritten, shownIn } from '../support/exchanges';
import { builtInKnowledge, projectFolder } from '../support/knowledge';

/*
 * The guides and the README show what transcripts have, word for word, and the guides leave out no command. UPDATE_GUIDE=1
 * writes today's exchanges into them.
 */

const documents = ['README.md', 'README.zh.md', 'docs/guide.md', 'docs/guide.zh.md'];
const textOf = (name: string) => readFileSync(join(projectFolder, name), 'utf8');

test.each(documents)('%s shows what the transcripts have', (name) => {
  const document = textOf(name);
  expect(shownIn(document)).toHaveLength(markersIn(document));
  expect(shownIn(document).length).toBeGreaterThan(1);
  if (process.env['UPDATE_GUIDE']) writeFileSync(join(projectFolder, name), rewritten(document));
  else for (const { block, wanted } of shownIn(document)) expect(block).toBe(wanted);
});

/** What is only pressed, or filled into a form, never said: by the words on its button. */
const onlyPressed: Partial<Record<CommandName, readonly [en: string, zh: string]>> = {
  'save-draft': ['= product=', '= product='],
  'submit-draft': ['[Mark as submitted]', '[标记为已提交]'],
  'withdraw-draft': ['[Withdraw]', '[撤回]'],
  'reopen-draft': ['[Reopen]', '[重新打开]'],
  'send-draft': ['[Send by mail]', '[邮件发送]'],
  collect: ['[Collect logs]', '[收集日志]'],
  share: ['[Share in channel]', '[分享到频道]'],
  home: ['(opens the page)', '（打开页面）'],
  cancel: ['[Cancel]', '[取消]'],
  solved: ['[Solved]', '[已解决]'],
};

test.each([
  ['docs/guide.md', 0],
  ['docs/guide.zh.md', 1],
] as const)('%s has every command in an exchange', (name, language) => {
  const shown = shownIn(textOf(name));
  const knowledge = builtInKnowledge();
  const said = shown
    .filter(({ typed }) => !/^(?:\d+|= .*|\[.*\]|[(（].*)$/.test(typed))
    .map(({ typed }) => parse(typed, knowledge, today, demoNodes).name);
  const pressed = Object.entries(onlyPressed)
    .filter(([, words]) => shown.some(({ typed }) => typed.startsWith(words[language])))
    .map(([command]) => command);
  expect(Object.keys(commands).filter((each) => ![...said, ...pressed].includes(each))).toEqual([]);
  // What can be said is shown as it is said.
  expect(said.filter((each) => each in onlyPressed)).toEqual([]);
});

test('the Chinese guide shows Chinese answers', () => {
  for (const { wanted } of shownIn(textOf('docs/guide.zh.md')))
    expect(wanted.split('\n').slice(1).join('\n')).toMatch(/\p{Script=Han}/u);
});
