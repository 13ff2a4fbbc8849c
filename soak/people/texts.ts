import { readPastes } from '../../eval/pastes';
import { readQuestions } from '../../eval/questions';
import { readIntents, readTsv } from '../../eval/tsv';
import { traced, wanted, type Site } from '../site';
import type { Chance } from '../chance';

/** What people ask, by kind: the evaluation's questions and pastes, in both languages, and searches of the soak's nodes. */
export function textsOf(site: Pick<Site, 'nodes'>, chance: Chance) {
  const questions = readQuestions('tuning').map(({ text }) => text);
  const pastes = readPastes('tuning').map(({ text }) => text);
  const topics = readTsv('eval/topics/tune.tsv').map(({ text }) => text);
  const unrelated = readIntents('eval/intents/unrelated.tsv').map(({ text }) => text);
  const node = () => chance.pick(site.nodes);
  let count = 0;
  const searches = [
    () => `grep "${wanted}" in unicloud-engine on ${node().name}`,
    () => `grep "${wanted}" in ${node().folder}/unicloud/unicloud-api.log on ${node().name}`,
    () => `grep "never there ${(count += 1)}" in unicloud-engine on ${node().name}`,
    () => `在 ${node().name} 的 unicloud-engine 日志里搜索 "${wanted}"`,
    () => `grep "${wanted}" in unicloud-engine`,
  ];
  return {
    locate: () => chance.pick(questions),
    diagnose: () => chance.pick(pastes),
    topic: () => chance.pick(topics),
    help: () => chance.pick(['help', '帮助', 'help grep', 'hello', '谢谢']),
    unrelated: () => chance.pick(unrelated),
    grep: () => chance.pick(searches)(),
    trace: () => `trace ${traced} on ${node().name} at 2026-11-20 12:00`,
    /** Reads for long enough to be canceled. */
    long: () => {
      const { name, folder } = node();
      return `grep "never there ${(count += 1)}" in ${folder}/long.log on ${name}`;
    },
    /** A log that somebody drops into the chat. */
    file: () =>
      Array.from({ length: 12 }, () => chance.pick(pastes))
        .join('\n')
        .slice(0, 6_000),
  };
}
export type Texts = ReturnType<typeof textsOf>;
