import { distance, isTypoOf } from '../../src/match/repair';
import { readQuestion } from '../../src/match/question';
import { stem } from '../../src/match/text';
import { today } from '../support/bot';
import { builtInKnowledge } from '../support/knowledge';

const { catalog, lexicon } = builtInKnowledge();
const modulesIn = (text: string) =>
  readQuestion(text, lexicon, catalog, today).meanings.flatMap((meaning) =>
    meaning.kind === 'module' && !meaning.isImplied ? [meaning.id] : [],
  );

test.each([
  ['unicluod', 'unicloud'],
  ['strorplus', 'storplus'],
  ['mistrel', 'mistral'],
  ['hamel', 'hamal'],
  ['olw', 'owl'],
  ['poter', 'porter'],
  ['storpluse', 'storplus'],
])('"%s" is heard as %s', (written, module) => {
  expect(new Set(modulesIn(`${written} log`))).toEqual(new Set([module]));
});

test.each([
  ['stor plus', 'storplus'],
  ['uni cloud', 'unicloud'],
  ['syncproxy', 'hamal'],
  ['同步带理', 'hamal'],
])('"%s" is heard as %s', (written, module) => {
  expect(modulesIn(`${written} log`)).toContain(module);
});

test('every everyday word that comes near a name is listed as ordinary, so it is left alone', () => {
  for (const word of ['where', 'poster', 'process', 'lunch', 'there', 'server', 'restart', 'nat', 'zone'])
    expect(modulesIn(`${word} is what we talk about`)).toEqual([]);
});

test('a known word is never taken for a misspelling', () => {
  for (const word of lexicon.words) {
    const [token] = lexicon.tokens(word);
    expect(token && lexicon.phrases.knows(token)).toBe(true);
  }
});

test('distance counts a swap of neighbours as one slip', () => {
  expect([
    distance('snyc', 'sync'),
    distance('abc', 'abc'),
    distance('', 'ab'),
    distance('kitten', 'sitting'),
  ]).toEqual([1, 0, 2, 3]);
});

test('a short word forgives one slip between right ends, a long one two', () => {
  expect([
    isTypoOf('bott', 'boot'),
    isTypoOf('root', 'boot'),
    isTypoOf('unicluodd', 'unicloud'),
    isTypoOf('unclud', 'unicloud'),
  ]).toEqual([true, false, true, true]);
});

test.each([
  ['booting', 'boots'],
  ['synced', 'syncing'],
  ['images', 'imaging'],
  ['proxies', 'proxy'],
  ['cleaned', 'cleaning'],
])('"%s" and "%s" share a stem', (a, b) => {
  expect(stem(a)).toBe(stem(b));
});
