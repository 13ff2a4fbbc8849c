import { evidenceWeights, scoreOf } from '../src/parse/choose';
import type { ProbableOption } from '../src/parse/choose';
import type { Evidence, Option } from '../src/parse/options';
import { readingsOf } from '../src/parse';
import { topicIndexOf } from '../src/topics';
import { evalBot } from './bot';
import { readPastes } from './pastes';
import { readQuestions } from './questions';
import { learnTopics } from './topic-model';
import { every } from './every';
import { kindOf, machines } from './kinds';
import { readTsv } from './tsv';

/*
 * Finds what each kind of evidence counts in src/parse/choose.ts, by coordinate search on texts that neither model was trained
 * on: run `npx tsx eval/train-router.ts --for-weighing` before, and without that afterwards. Prints what belongs there.
 */

interface Case {
  readonly right: string;
  readonly worth: number;
  readonly options: readonly {
    readonly option: Option;
    readonly kind: string;
    readonly probability: number;
  }[];
}

const { knowledge } = evalBot();
const asked = readTsv('eval/topics/asked.tsv');
const model = learnTopics(
  knowledge.catalog.topics,
  knowledge.topicIndex().read,
  asked.filter((_, at) => at % 2 === 0),
);
const index = topicIndexOf(knowledge.catalog.topics, knowledge.catalog.concepts, model);
const source = { ...knowledge, topicIndex: () => index };

const texts = [
  ...readTsv('eval/router/weigh.tsv').map(({ text, right }) => ({ text, right: right[0] ?? '', worth: 3 })),
  ...every(
    readQuestions('tuning')
      .filter(({ command }) => command === 'locate')
      .filter((_, at) => at % 2 === 1),
    3,
  ).map(({ text }) => ({ text, right: 'locate', worth: 1 })),
  ...readQuestions('tuning')
    .filter(({ command }) => command === 'help')
    .filter((_, at) => at % 2 === 1)
    .map(({ text }) => ({ text, right: 'unrelated,help,smalltalk', worth: 2 })),
  ...every(readPastes('tuning'), 4).map(({ text }) => ({ text, right: 'diagnose', worth: 1 })),
  ...every(
    asked.filter((_, at) => at % 2 === 1),
    4,
  ).map(({ text }) => ({ text, right: 'topic', worth: 1 })),
];
const cases: Case[] = texts.flatMap(({ text, right, worth }) => {
  const read = readings(text);
  if (read.length === 0) return [];
  const options = read.map(({ option, probability }) => ({
    option,
    probability,
    kind: kindOf(option.intent),
  }));
  return [{ right, worth, options }];
});

function readings(text: string): readonly ProbableOption[] {
  try {
    return readingsOf(text, source, new Date(), machines);
  } catch {
    // An order to search that cannot be followed: refused before it is weighed.
    return [];
  }
}

const weights = { ...evidenceWeights };
const answered = new Set(['topic', 'locate', 'platform', 'playbook']);

function share(): number {
  let right = 0;
  let all = 0;
  for (const each of cases) {
    let best = '';
    let most = -Infinity;
    for (const { option, kind, probability } of each.options) {
      const score = scoreOf(option, probability, weights);
      if (score > most) [best, most] = [kind, score];
    }
    all += each.worth;
    if (each.right.split(',').includes(best)) right += each.worth;
    // What is about something else must not be answered: that is worse than a wish misunderstood.
    else if (each.right.includes('unrelated') && answered.has(best)) right -= each.worth;
  }
  return right / all;
}

/** What a module is, its own answer says: that is a rule. One of the others is what they are measured against. */
const weighed = (Object.keys(weights) as Evidence[]).filter((name) => name !== 'module' && name !== 'topic');
let best = share();
console.log(`${cases.length} texts, right at first ${best.toFixed(4)}`);
for (const step of [1, 0.5, 0.25])
  for (let round = 0; round < 3; round += 1)
    for (const name of weighed)
      for (const change of [step, -step]) {
        weights[name] += change;
        const now = share();
        if (now > best) best = now;
        else weights[name] -= change;
      }
console.log(`right ${best.toFixed(4)}`, weights);
