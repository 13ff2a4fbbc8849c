import type { Command } from '../command';
import { route } from '../route';
import { marksOf } from './marks';
import { optionsOf, type Evidence, type Option, type Text } from './options';

/** What a person wrote as a command, and as another where it can be read in two ways. */
export interface Reading {
  readonly command: Command;
  readonly other?: Command;
}

/**
 * How much each kind of evidence counts, as a logarithm of odds: found on the tuning texts by `npx tsx eval/weigh-evidence.ts`;
 * places, logs and playbooks raised by hand after that (decision 18).
 */
export const evidenceWeights: Readonly<Record<Evidence, number>> = {
  case: 3.5,
  error: 0.75,
  symptom: -1,
  log: 3,
  place: 2.25,
  platform: 2,
  platforms: 1.75,
  playbook: 5,
  steps: 1.5,
  topic: 0,
  module: -6,
  'near-topics': 0,
  'no-topic': -1.25,
  search: 0.75,
  trace: 0,
  wish: 0.5,
  talk: 0.25,
  nothing: 1.1,
};
/** How much the odds of a topic count. */
const topicSlope = 0.7;
/** The probability that any reading has. */
const floor = 0.002;
/** How far behind, as odds, another reading may be to be offered. */
const mostBehind = 4;

/** A reading, and how probable the text's manner makes it, 0 to 1. */
export interface ProbableOption {
  readonly option: Option;
  readonly probability: number;
}

export function probableOptions(scene: Text): ProbableOption[] {
  const of = route(scene.text, marksOf(scene.text, scene.heard, scene.isPlace));
  return optionsOf(scene, of).map((option) => ({ option, probability: of(option.intent) }));
}

/** The most useful of what a text can be read as, with the next. */
export function chosen(scene: Text): Reading {
  const ranked = probableOptions(scene)
    .map(({ option, probability }) => ({ option, score: scoreOf(option, probability) }))
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

const answers: ReadonlySet<Evidence> = new Set(['case', 'log', 'place', 'platform', 'playbook', 'topic']);

/** How well a reading fits: how probable the text's manner makes it, and what in it speaks for that. */
export function scoreOf(
  { evidence, confidence }: Option,
  probability: number,
  weights = evidenceWeights,
): number {
  const own = confidence === undefined ? 0 : topicSlope * Math.log((confidence + 0.01) / (1.01 - confidence));
  return Math.log(probability + floor) + weights[evidence] + own;
}
