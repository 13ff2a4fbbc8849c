import { isTypoOf } from '../match/repair';
import type { CaseIndex } from './case-index';
import type { Word } from './words';

/** Most words of a paste that are put right: a search costs up to a millisecond, and a paste in another language has many. */
const mostRepairs = 6;

/** Puts right words that a slip of the hand or of an OCR made unknown ("tirne", "f1le"). Known words are never touched. */
export function repairWords(words: readonly Word[], index: CaseIndex): Word[] {
  let left = mostRepairs;
  return words.map((word) => {
    if (
      left === 0 ||
      word.text.length < 6 ||
      !/^[a-z\d]+$/.test(word.text) ||
      !/[a-z]{2}/.test(word.text) ||
      index.numberOf(word.text) !== undefined
    )
      return word;
    left -= 1;
    const readings = [...new Set([word.text, unconfused(word.text)])];
    const text =
      readings.find((each) => index.numberOf(each) !== undefined) ??
      readings.flatMap((each) => index.nearest(each).filter((near) => isTypoOf(each, near)))[0];
    return text === undefined ? word : { ...word, text };
  });
}

/** Letters that an OCR takes for others. */
function unconfused(word: string): string {
  return word.replaceAll('rn', 'm').replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('5', 's');
}
