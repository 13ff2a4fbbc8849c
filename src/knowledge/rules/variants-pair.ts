import type { Rule } from '../rule';

export const variantsPair: Rule = {
  name: 'variants-pair',
  description: 'words.variants lists characters in pairs: each is folded once, and none of them is folded to',
  *check({ words }) {
    const characters = [...words.value.variants];
    const message =
      characters.length % 2 === 1
        ? 'expected pairs of characters, found an odd number'
        : firstClash(characters);
    if (message) yield { document: words, path: ['variants'], message };
  },
};

function firstClash(characters: readonly string[]): string | undefined {
  const from = characters.filter((_, index) => index % 2 === 0);
  const to = new Set(characters.filter((_, index) => index % 2 === 1));
  const clash = from.find((each, index) => from.indexOf(each) !== index || to.has(each));
  return clash && `expected each character folded once, and none folded to it, found ${clash} again`;
}
