import { choiceWeights, type Choice } from './choice';
import { probableOptions } from '../src/parse/choose';
import { textOf } from '../src/parse';
import type { RouteModel } from '../src/route';
import { kindOf, kindOfCommand, machines } from './kinds';
import { learnRouter, readTold, type Read } from './router-model';
import { knowledge, toldTexts } from './router-texts';

/*
 * Finds what each kind of evidence counts in src/parse/choose.ts: models learn from all sources of texts but some, tell what
 * the texts of those want, and a logistic regression over the options finds which weights make the right one most probable.
 * Prints what belongs there.
 */

/** The sources are split into so many parts. */
const parts = 6;
/** What a text counts: most are like those that people ask, some are of one kind only. */
const worths: readonly (readonly [RegExp, number])[] = [
  [/^questions/, 2],
  [/^asked/, 0.3],
  [/^(?:pastes|cases)/, 0.5],
  [/\.tsv$/, 0.3],
  // They stand in the knowledge.
  [/^topics$/, 0],
];

const read = toldTexts().map(readTold);
const sources = [...new Set(read.map(({ source }) => source))];
const partOf = ({ source }: Read) => sources.indexOf(source) % parts;

function choicesIn(part: number): Choice[] {
  const model = learnRouter(read.filter((each) => partOf(each) !== part));
  return read.filter((each) => partOf(each) === part).flatMap((each) => choiceOf(each, model) ?? []);
}

function choiceOf({ text, topics, source, intents }: Read, model: RouteModel): Choice | undefined {
  const scene = sceneOf(text, topics ? { ...knowledge, topicIndex: () => topics } : knowledge);
  const worth = worths.find(([pattern]) => pattern.test(source))?.[1] ?? 1;
  if (!scene || worth === 0) return undefined;
  const wanted = new Set(intents.map(kindOf));
  const options = probableOptions(scene, model).map(({ option, probability }) => ({
    option,
    probability,
    isRight: wanted.has(kindOfCommand(option.command)),
  }));
  // What a module is its own answer says: that is a rule.
  const isRuled = options.some(({ option }) => option.evidence === 'module');
  const isOpen = options.some(({ isRight }) => isRight) && options.some(({ isRight }) => !isRight);
  return isOpen && !isRuled ? { options, worth } : undefined;
}

function sceneOf(text: string, source: typeof knowledge) {
  try {
    return textOf(text, source, new Date(), machines);
  } catch {
    // An order to search that cannot be followed: refused before it is weighed.
    return undefined;
  }
}

const choices = Array.from({ length: parts }, (_, part) => choicesIn(part)).flat();
console.log(`${choices.length} texts`, choiceWeights(choices));
