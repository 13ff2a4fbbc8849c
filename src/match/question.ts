import type { Catalog } from '../knowledge/catalog';
import { isGeneric, meantOf } from './context';
import type { Lexicon } from './lexicon';
import { literalsOf, type Literals } from './literals';
import type { Meaning } from './meaning';
import type { Mention } from './phrases';
import { repair } from './repair';
import { repairHan } from './repair-han';
import type { Token } from './text';

/** A question taken apart: the values written out in it, and what its words stand for. */
export interface Question {
  readonly literals: Literals;
  /** Every meaning heard, in reading order. */
  readonly meanings: readonly Meaning[];
  /** True when the whole text is one phrase the lexicon knows. */
  readonly isOnePhrase: boolean;
  /** The share of the words that stand for something, 0 to 1: small talk has little. */
  readonly coverage: number;
  /** True when another product is named and nothing that is only ours. */
  readonly isForeign: boolean;
}

/** Reads a question, at most some thousand characters: names in any order, misspelt ones repaired. */
export function readQuestion(text: string, lexicon: Lexicon, catalog: Catalog, now: Date): Question {
  const literals = literalsOf(text, catalog, now);
  const { tokens, mentions } = wordsOf(literals, lexicon);
  const meanings = meantOf(mentions, tokens).flatMap((mention) => mention.meanings);
  const covered = mentions.reduce((sum, mention) => sum + mention.end - mention.start, 0);
  return {
    literals,
    meanings,
    isOnePhrase: mentions.length === 1 && covered === tokens.length,
    coverage: tokens.length === 0 ? 0 : covered / tokens.length,
    isForeign: namesOther(mentions, meanings) && !meanings.some(isOurs),
  };
}

interface Words {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
}

/** A quoted text is read only where it names a module or a log, or nothing else names a place: errors quote in passing. */
function wordsOf({ rest, unquoted }: Literals, lexicon: Lexicon): Words {
  const outside = findWords(unquoted, lexicon);
  if (rest === unquoted) return outside;
  const whole = findWords(rest, lexicon);
  const isTelling = !outside.mentions.some(namesPlace) || count(whole) > count(outside);
  return isTelling ? whole : outside;
}

function findWords(text: string, lexicon: Lexicon): Words {
  const repaired = repair(lexicon.tokens(text), lexicon);
  const tokens = repairHan(repaired, lexicon.phrases.find(repaired), lexicon);
  return { tokens, mentions: lexicon.phrases.find(tokens) };
}

/** How often a module or a log is named. */
function count({ mentions }: Words): number {
  return mentions.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'module' || kind === 'log'))
    .length;
}

function namesPlace({ meanings }: Mention): boolean {
  return meanings.some(({ kind }) =>
    ['stage', 'module', 'component', 'log', 'platform', 'playbook'].includes(kind),
  );
}

/** Another product, or one that runs beneath ours where not even a stage is named ("nginx access log on ubuntu"). */
function namesOther(mentions: readonly Mention[], meanings: readonly Meaning[]): boolean {
  const has = (kind: Meaning['kind']) =>
    mentions.some((mention) => mention.meanings.some((meaning) => meaning.kind === kind));
  return has('foreign') || (has('infrastructure') && !meanings.some(({ kind }) => kind === 'stage'));
}

function isOurs(meaning: Meaning): boolean {
  return (
    (meaning.kind === 'module' && !isGeneric(meaning)) || meaning.kind === 'log' || meaning.kind === 'scripts'
  );
}
