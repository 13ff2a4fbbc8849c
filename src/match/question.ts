import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from './lexicon';
import { literalsOf, type Literals } from './literals';
import type { Meaning } from './meaning';
import { repair, repairHan } from './repair';
import type { Mention } from './phrases';
import type { Token } from './text';

/** A question taken apart: the values written out in it, and what its words stand for. */
export interface Question {
  readonly literals: Literals;
  /** The meanings of each phrase, in reading order. */
  readonly phrases: readonly (readonly Meaning[])[];
  /** True when the whole text is one phrase the lexicon knows. */
  readonly isOnePhrase: boolean;
}

/** Reads a question, at most some thousand characters: names in any order, misspelt ones repaired. */
export function readQuestion(text: string, lexicon: Lexicon, catalog: Catalog, now: Date): Question {
  const literals = literalsOf(text, catalog, now);
  const tokens = repair(lexicon.tokens(literals.rest), lexicon);
  const mentions = withoutForeign(mentionsIn(tokens, lexicon));
  const only = mentions.length === 1 ? mentions[0] : undefined;
  return {
    literals,
    phrases: mentions.map((mention) => mention.meanings),
    isOnePhrase: only !== undefined && only.end - only.start === tokens.length,
  };
}

/** Chinese slips are looked for only where the text as it stands names no place. */
function mentionsIn(tokens: readonly Token[], lexicon: Lexicon) {
  const mentions = lexicon.phrases.find(tokens);
  const namesPlace = mentions.some(({ meanings }) => meanings.some(({ kind }) => kind === 'stage' || kind === 'module'));
  if (namesPlace || !tokens.some((token) => token.isHan)) return mentions;
  return lexicon.phrases.find(repairHan(tokens, lexicon.hanPhrases));
}

/** Drops what stands right behind another product's name: "zabbix agent" is not our agent. */
function withoutForeign(mentions: readonly Mention[]): Mention[] {
  const isForeign = (mention: Mention) => mention.meanings.some(({ kind }) => kind === 'foreign');
  const ends = new Set(mentions.filter(isForeign).map((mention) => mention.end));
  return mentions.filter((mention) => !ends.has(mention.start) || !mention.meanings.every(isGeneric));
}

/** A word that other products use too. */
function isGeneric(meaning: Meaning): boolean {
  return ['stage', 'mode', 'component', 'role'].includes(meaning.kind) || (meaning.kind === 'module' && meaning.id === 'proxy');
}
