import type { JudgedTopics } from '../topics';
import type { Heard } from './heard';
import { isLogged, isPrinted } from './shape';

const kinds = [
  'mode',
  'module',
  'component',
  'log',
  'role',
  'scripts',
  'platform',
  'engine',
  'image-type',
  'image-build',
  'owner',
  'foreign',
  'infrastructure',
] as const;

/** What the front door is told of a text beside its words: which kinds of things the knowledge hears in it, and whether programs write so. */
export function marksOf(text: string, heard: Heard, isPlace: boolean): string[] {
  return [
    ...kinds.filter((kind) => heard.of(kind).length > 0),
    ...heard.of('stage').map(({ isHint }) => (isHint ? 'stage-hint' : 'stage')),
    ...heard.of('playbook').map(({ isHint }) => (isHint ? 'playbook-hint' : 'playbook')),
    ...heard.of('intent').map(({ id }) => `wants-${id}`),
    ...(isPlace ? ['place'] : []),
    ...(isLogged(text) ? ['logged'] : []),
    ...(isPrinted(text) ? ['printed'] : []),
  ].map((mark) => `@${mark}`);
}

/** How sure a topic is, in bands from the lowest. */
const bands = [
  ['none', 0.1],
  ['low', 0.25],
  ['near', 0.4],
  ['match', 0.7],
  ['sure', Infinity],
] as const;

/** How sure a topic answers, and of which subject: without words that are known in it a text is seldom a question to one. */
export function topicMarks({ confidence, topics: [first] }: JudgedTopics): string[] {
  const band = bands.find(([, below]) => confidence < below)?.[0] ?? 'none';
  return [`@topic-${band}`, ...(first === undefined ? [] : [`@about-${first.split('-')[0] ?? ''}`])];
}
