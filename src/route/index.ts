import { softmax } from '../match/softmax';
import { featuresOf, noveltyOf } from './features';
import { unpacked, type Weighed } from './packed';
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

/** By feature, how rare it is and what it weighs (`packed.ts`); `npx tsx eval/train-router.ts` writes them. */
export type RouteModel = Readonly<Record<string, string>>;
const learned: RouteModel = weights;

/** What a text wants, by its manner: a linear model over its features, and the marks of what is known in it (decision 18). */
export function route(text: string, marks: readonly string[], model = learned): Manner {
  const { words, all } = featuresOf(text);
  const fresh = [...words].filter((word) => !Object.hasOwn(model, word)).length;
  const weighed = (feature: string) =>
    Object.hasOwn(model, feature) ? [unpacked(model[feature] ?? '')] : [];
  const known = [...all, ...marks, ...noveltyOf(fresh, words.size)].flatMap(weighed);
  const sums = new Float64Array(intents.length);
  const add = (own: Weighed, worth: number) => {
    for (const [intent, weight] of own.weights) sums[intent] = (sums[intent] ?? 0) + weight * worth;
  };
  // Of a long text a word says less: all features together weigh the same.
  const length = Math.hypot(...known.map(({ rarity }) => rarity)) || 1;
  for (const own of known) add(own, own.rarity / length);
  for (const own of weighed('')) add(own, 1);
  const shares = softmax(sums);
  return (intent) => shares[intents.indexOf(intent)] ?? 0;
}
