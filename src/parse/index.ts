import type { Command } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Lexicon } from '../match/lexicon';
import { readQuestion } from '../match/question';
import { createHeard } from './heard';
import { locateQueryOf, namesPlace } from './locate';
import { pairsOf } from './pairs';
import { asPlatform } from './platform';
import { asPlaybook } from './playbook';

/** What a person wrote, as a command. A text that names nothing known becomes help, never a guess. */
export function parse(text: string, lexicon: Lexicon, catalog: Catalog, now: Date): Command {
  if (text.trim() === '') return { name: 'help', reason: 'empty' };
  const question = readQuestion(text, lexicon, catalog, now);
  const heard = createHeard(question);
  if (question.isOnePhrase && heard.intends('help')) return { name: 'help', reason: 'asked' };
  const single = locateQueryOf(question, heard, catalog);
  const isSeveral = single.families.length > 1 && single.modules.length > 1;
  const query = isSeveral ? { ...single, pairs: pairsOf(text, lexicon, catalog, now) } : single;
  return (
    asPlaybook(heard, query, catalog) ??
    asPlatform(heard, query) ??
    (namesPlace(query, heard, question)
      ? { name: 'locate', query }
      : { name: 'help', reason: 'nothing-known' })
  );
}
