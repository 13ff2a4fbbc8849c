import type { Command } from '../command';
import { route, type RouteModel } from '../route';
import { marksOf, topicMarks } from './marks';
import { optionsOf, type Evidence, type Option, type Text } from './options';

/** What a person wrote as a command, and as another where it can be read in two ways. */
export interface Reading {
  readonly command: Command;
  readonly other?: Command;
}

/** What a sign of a reading is: how probable its manner is, how sure a topic of it is, and the evidence, each by itself. */
export type Sign = Evidence | 'manner' | 'sure';

/**
 * How much each sign counts, as a logarithm of odds: found by `npx tsx eval/weigh-evidence.ts` on texts whose authors the
 * model had not met (decision 18).
 */
const signWeights: Readonly<Record<Sign, number>> = {
  manner: 1.17,
  sure: 0.12,
  case: 1.43,
  error: 0.2,
  symptom: -0.69,
  log: 0.33,
  'named-log': 0.14,
  place: -0.16,
  'no-place': -0.25,
  platform: 0.07,
  platforms: -0.14,
  'no-platform': -0.24,
  playbook: 0.1,
  steps: -0.2,
  'log-steps': 0,
  topic: -0.1,
  module: -6,
  'near-topics': -0.11,
  'no-topic': -0.66,
  'log-topic': -0.18,
  search: -0.02,
  trace: 0.16,
  wish: 0,
  talk: 0.13,
  nothing: 0.17,
};
/** The probability that any reading has. */
const floor = 0.002;
/** How far behind, as odds, another reading may be to be offered. */
const mostBehind = 4;

/** A reading, and how probable the text's manner makes it, 0 to 1. */
export interface ProbableOption {
  readonly option: Option;
  readonly probability: number;
}

/** What a text can be read as, with how probable its manner makes each: by the model that was learned, or another. */
export function probableOptions(scene: Text, model?: RouteModel): ProbableOption[] {
  const marks = [...marksOf(scene.text, scene.heard, scene.isPlace), ...topicMarks(scene.topics)];
  const of = route(scene.text, marks, model);
  return optionsOf(scene, of).map((option) => ({ option, probability: of(option.intent) }));
}

/** The most useful of what a text can be read as, with the next. */
export function chosen(scene: Text): Reading {
  const ranked = probableOptions(scene)
    .map((each) => ({ option: each.option, score: scoreOf(each) }))
    .sort((one, other) => other.score - one.score);
  const [first, ...rest] = ranked;
  if (!first) return { command: { name: 'help', reason: 'nothing-known' } };
  const next = rest.find(({ option }) => isAnswer(option));
  const isNear = next !== undefined && isAnswer(first.option) && first.score - next.score < mostBehind;
  return { command: first.option.command, ...(isNear ? { other: next.option.command } : {}) };
}

/** It has something to say of the text itself. */
function isAnswer({ evidence }: Option): boolean {
  return answers.has(evidence);
}

const answers: ReadonlySet<Evidence> = new Set([
  'case',
  'log',
  'named-log',
  'place',
  'platform',
  'playbook',
  'topic',
]);

/** What in a text speaks for a reading of it. */
export function signsOf(
  { evidence, confidence }: Option,
  probability: number,
): Partial<Record<Sign, number>> {
  const odds = confidence === undefined ? 0 : Math.log((confidence + 0.01) / (1.01 - confidence));
  return { manner: Math.log(probability + floor), sure: odds, [evidence]: 1 };
}

function scoreOf({ option, probability }: ProbableOption): number {
  const signs = Object.entries(signsOf(option, probability)) as [Sign, number][];
  return signs.reduce((sum, [sign, value]) => sum + value * signWeights[sign], 0);
}
