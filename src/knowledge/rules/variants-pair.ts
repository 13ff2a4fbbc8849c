import type { Rule } from '../lint';

export const variantsPair: Rule = {
  name: 'variants-pair',
  description: 'words.variants lists characters in pairs, and no character folds to itself twice',
  *check({ words }) {
    const characters = [...words.value.variants];
    const message =
      characters.length % 2 === 1
        ? 'expected pairs of characters, found an odd number'
        : firstRepeat(characters.filter((_, index) => index % 2 === 0));
    if (message) yield { document: words, path: ['variants'], message };
  },
};

function firstRepeat(characters: readonly string[]): string | undefined {
  const repeat = characters.find((each, index) => characters.indexOf(each) !== index);
  return repeat && `expected each character once, found ${repeat} again`;
}
