import type { Command, LocateQuery } from '../command';
import { intents, type Intent, type Manner } from '../route';
import type { JudgedTopics } from '../topics';
import type { Heard } from './heard';
import type { Source } from './index';
import { knownOptions, leastLooked } from './known-options';
import { asRouted, type Own } from './routed';
import type { Machine } from './search-place';

/** A text that is no order and no search, as it was heard. */
export interface Text {
  readonly text: string;
  readonly heard: Heard;
  readonly query: LocateQuery;
  /** It names a place. */
  readonly isPlace: boolean;
  readonly machines: readonly Machine[];
  readonly source: Source;
  /** The topics that may answer it. */
  readonly topics: JudgedTopics;
}

/** What in a text speaks for a reading of it. */
export type Evidence =
  | 'case'
  | 'error'
  | 'symptom'
  | 'log'
  | 'named-log'
  | 'place'
  | 'no-place'
  | 'platform'
  | 'platforms'
  | 'no-platform'
  | 'playbook'
  | 'steps'
  | 'log-steps'
  | 'topic'
  | 'module'
  | 'near-topics'
  | 'no-topic'
  | 'log-topic'
  | 'search'
  | 'trace'
  | 'wish'
  | 'talk'
  | 'nothing';

/** A way to read a text. */
export interface Option {
  readonly intent: Intent;
  readonly command: Command;
  readonly evidence: Evidence;
  /** How probable it is by itself, 0 to 1, where that is known. */
  readonly confidence?: number;
}

/** All that a text can be read as; `of` is how probable its manner makes each. */
export function optionsOf(scene: Text, of: Manner): Option[] {
  const wishes = own.flatMap((intent): Option[] => {
    if (of(intent) < leastLooked && intent !== 'unrelated') return [];
    const command = asRouted(intent, scene);
    return command ? [{ intent, command, evidence: evidenceFor[intent] ?? 'talk' }] : [];
  });
  return [...knownOptions(scene, of), ...wishes];
}

const evidenceFor: Partial<Record<Own, Evidence>> = {
  search: 'search',
  trace: 'trace',
  summary: 'wish',
  escalate: 'wish',
  tickets: 'wish',
  help: 'wish',
  unrelated: 'nothing',
};
const answered: ReadonlySet<Intent> = new Set(['locate', 'diagnose', 'platform', 'playbook', 'topic']);
const own = intents.filter((intent): intent is Own => !answered.has(intent));
