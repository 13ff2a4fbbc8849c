import type { IntentId } from '../knowledge/schema';
import type { Mention } from './phrases';
import type { Token } from './text';

/** What one statement of a text says about what it names. */
export interface Clause {
  /** All is well, or over: "agents are online", 「同步都正常」. */
  readonly isHealthy: boolean;
  /** It has not come to that: "nothing has been replicated yet". */
  readonly isPending: boolean;
  readonly isTroubled: boolean;
  /** It asks for something. */
  readonly asks: boolean;
}

const negators = new Set([
  'not',
  'no',
  'never',
  'isnt',
  'arent',
  'wasnt',
  'werent',
  'doesnt',
  'didnt',
  'dont',
  'hasnt',
  'havent',
  'nothing',
  'nobody',
  'neither',
]);
const negatorsHan = new Set(['不', '没', '未', '无']);

/** The clauses of a text by their number. */
export function clausesOf(
  mentions: readonly Mention[],
  tokens: readonly Token[],
): (clause: number) => Clause {
  const numbers = [...new Set(tokens.map((token) => token.clause))];
  const clauses = new Map(numbers.map((number) => [number, clauseOf(number, mentions, tokens)]));
  return (number) =>
    clauses.get(number) ?? { isHealthy: false, isPending: false, isTroubled: false, asks: false };
}

function clauseOf(number: number, mentions: readonly Mention[], tokens: readonly Token[]): Clause {
  const own = mentions.filter(({ start }) => tokens[start]?.clause === number);
  const has = (...intents: IntentId[]) =>
    own.some((mention) => intents.some((intent) => means(mention, intent)));
  const words = tokens.filter((token) => token.clause === number);
  const isDenied = words.some((token) => negators.has(token.text));
  const isWell = own.some((mention) => means(mention, 'healthy') && !isNegated(mention, tokens));
  const isTroubled =
    has('trouble') ||
    own.some((mention) => isTroubleItself(mention, tokens)) ||
    own.some((mention) => means(mention, 'healthy') && isNegated(mention, tokens));
  return {
    isHealthy: isWell && !own.some((mention) => means(mention, 'trouble') && !isNegation(mention, tokens)),
    isPending: has('pending') || (isDenied && words.some((token) => token.text === 'yet')),
    isTroubled,
    asks: has('log', 'install-log', 'program-log', 'where', 'high-priority'),
  };
}

function means(mention: Mention, intent: IntentId): boolean {
  return mention.meanings.some((meaning) => meaning.kind === 'intent' && meaning.id === intent);
}

function isNegated({ start }: Mention, tokens: readonly Token[]): boolean {
  const before = tokens
    .slice(Math.max(0, start - 2), start)
    .filter((token) => token.clause === tokens[start]?.clause);
  return before.some((token) => negators.has(token.text) || negatorsHan.has(token.text));
}

const failing = /^(?:wont|cant|cannot|fail|failed|fails|refuse[sd]?|refusing|unable|leftovers?|残|蓝)$/;

/** A stage's own phrase can say that it fails: "won't start", 「拉不起来」. */
function isTroubleItself({ start, end, meanings }: Mention, tokens: readonly Token[]): boolean {
  const isStage = meanings.some((meaning) => meaning.kind === 'stage');
  return isStage && tokens.slice(start, end).some(({ text }) => negatorsHan.has(text) || failing.test(text));
}

/** "no" and "not" are trouble only by what they deny. */
function isNegation({ start, end }: Mention, tokens: readonly Token[]): boolean {
  return (
    end - start === 1 &&
    (negators.has(tokens[start]?.text ?? '') || negatorsHan.has(tokens[start]?.text ?? ''))
  );
}
