import { softmax } from '../match/softmax';
import { featuresOf } from './features';
import weights from './weights.json';

/** What a text wants: an answer of the knowledge, something of the bot itself, or, `unrelated`, what neither has. */
export const intents = [
  'locate',
  'diagnose',
  'platform',
  'topic',
  'help',
  'hello',
  'thanks',
  'bye',
  'who',
  'feeling',
  'joke',
  'summary',
  'escalate',
  'tickets',
  'playbook',
  'search',
  'trace',
  'unrelated',
] as const;
export type Intent = (typeof intents)[number];

/** How probable a text's manner makes an intent, 0 to 1. */
export type Manner = (intent: Intent) => number;

/** By feature, the number of an intent and its weight in turn; `npx tsx eval/train-router.ts` writes them. */
const model: Readonly<Record<string, readonly number[]>> = weights;

/** What a text wants, by its manner: a linear model over its features, and the marks of what is known in it (decision 18). */
export function route(text: string, marks: readonly string[]): Manner {
  const sums = new Float64Array(intents.length);
  for (const feature of ['', ...featuresOf(text), ...marks]) {
    const own = Object.hasOwn(model, feature) ? (model[feature] ?? []) : [];
    for (let at = 0; at < own.length; at += 2)
      sums[own[at] ?? 0] = (sums[own[at] ?? 0] ?? 0) + (own[at + 1] ?? 0);
  }
  const shares = softmax(sums);
  return (intent) => shares[intents.indexOf(intent)] ?? 0;
}
