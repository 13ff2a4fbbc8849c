import { featuresOf } from './features';
import weights from './weights.json';

/** What a text wants of the bot itself, whatever it is about; `other` is for all that the knowledge answers, `unrelated` for what it does not. */
export const intents = [
  'other',
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

/** An intent, and how probable it is, 0 to 1. */
export interface Routed {
  readonly intent: Intent;
  readonly confidence: number;
}

/** By feature, the number of an intent and its weight in turn; `npx tsx eval/train-router.ts` writes them. */
const model: Readonly<Record<string, readonly number[]>> = weights;

/** What a text most probably wants: a linear model over its features (decision 18). */
export function route(text: string): Routed {
  const sums = new Float64Array(intents.length);
  for (const feature of ['', ...featuresOf(text)]) {
    const own = Object.hasOwn(model, feature) ? (model[feature] ?? []) : [];
    for (let at = 0; at < own.length; at += 2)
      sums[own[at] ?? 0] = (sums[own[at] ?? 0] ?? 0) + (own[at + 1] ?? 0);
  }
  const most = Math.max(...sums);
  const total = sums.reduce((all, sum) => all + Math.exp(sum - most), 0);
  const best = sums.indexOf(most);
  return { intent: intents[best] ?? 'other', confidence: 1 / total };
}
