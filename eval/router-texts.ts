import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../src/route';
import { topicIndexOf, type TopicIndex } from '../src/topics';
import { evalBot } from './bot';
import { every } from './every';
import { intentsOf } from './kinds';
import { readPastes } from './pastes';
import { readQuestions } from './questions';
import { learnTopics } from './topic-model';
import { readIntents, readTsv } from './tsv';

/*
 * What the front door learns from: eval/intents/*.tsv, the tuning halves of eval/router, and, for what the knowledge answers,
 * the tuning questions about places and platforms, the topics' ways of asking, the cases' symptoms and samples, and pastes.
 */

/** A text with what it may want. */
export interface Told {
  readonly text: string;
  readonly intents: readonly Intent[];
  /** Texts of one source are alike: those that tell what another needs must not stand beside it. */
  readonly source: string;
  /** The topics as they are without it; what stands in the knowledge has none. */
  readonly topics: TopicIndex | undefined;
}

/** What the questions about places take for none of them is about something else, unless it greets or thanks. */
const nothing: readonly Intent[] = ['unrelated'];
const polite = /morning|thank|thx|\bhi\b|hello|在吗|谢|辛苦|早上好/i;
/** Neighbours are of one author. */
const block = 40;

const { knowledge } = evalBot();
const { catalog } = knowledge;
const topics = knowledge.topicIndex();

export { knowledge };

export function toldTexts(): Told[] {
  const questions = readQuestions('tuning');
  const asking = (command: string) => questions.filter((each) => each.command === command);
  const asked = askedTexts();
  return [
    ...readdirSync('eval/intents').flatMap((name) =>
      readIntents(join('eval/intents', name)).map(({ intent, text }) => one(text, [intent as Intent], name)),
    ),
    ...routerTexts('tune', () => 'tune'),
    ...routerTexts('tune-2', (at) => (at < 1070 ? 'first' : at < 2610 ? 'second' : 'third')),
    ...routerTexts('weigh', (at) => (at < 1540 ? 'fourth' : at < 1740 ? 'tune' : 'fifth')),
    ...(['locate', 'platform', 'playbook'] as const).flatMap((command) =>
      blocks(
        `questions-${command}`,
        asking(command).map(({ text }) => text),
        [command],
      ),
    ),
    ...asking('help').map(({ text }) =>
      one(text, polite.test(text) ? intentsOf('smalltalk') : nothing, 'questions-help'),
    ),
    ...every(
      catalog.topics.flatMap(({ questions: own }) => [...own.en, ...own.zh]),
      3,
    ).map((text) => ({ ...one(text, ['topic'], 'topics'), topics: undefined })),
    ...every(asked, 4),
    ...blocks(
      'cases',
      every(
        catalog.cases.flatMap(({ symptoms, samples }) => [...symptoms.en, ...symptoms.zh, ...samples.match]),
        3,
      ),
      ['diagnose'],
    ),
    ...blocks(
      'pastes',
      readPastes('tuning').map(({ text }) => text),
      ['diagnose'],
    ),
  ];
}

/** Ways of asking that the topics learn from: each with what was learned from the other half. */
export function askedTexts(): Told[] {
  const asked = readTsv('eval/topics/asked.tsv');
  const halves = [0, 1].map((half) => {
    const others = asked.filter((_, at) => Math.floor(at / 2) % 2 !== half);
    const model = learnTopics(catalog.topics, topics.read, others);
    return topicIndexOf(catalog.topics, catalog.concepts, model);
  });
  return asked.map(({ text }, at) => ({
    ...one(text, ['topic'], `asked-${Math.floor(at / block)}`),
    topics: halves[Math.floor(at / 2) % 2],
  }));
}

function routerTexts(name: string, authorOf: (at: number) => string): Told[] {
  return readTsv(`eval/router/${name}.tsv`).flatMap(({ right, text }, at) =>
    right.length === 1 || name === 'tune' ? [one(text, right.flatMap(intentsOf), authorOf(at))] : [],
  );
}

function blocks(name: string, texts: readonly string[], intents: readonly Intent[]): Told[] {
  return texts.map((text, at) => one(text, intents, `${name}-${Math.floor(at / block)}`));
}

function one(text: string, intents: readonly Intent[], source: string): Told {
  return { text, intents, source, topics };
}
