/** What a way of asking is learned by: its terms, its words in pairs, how its longer words begin, and single Chinese characters. */
export function featuresOf(text: string, terms: readonly string[]): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9_]+|\p{Script=Han}/gu) ?? [];
  return [
    ...new Set([
      ...terms,
      ...words.slice(1).map((word, at) => `${words[at]} ${word}`),
      ...words.filter((word) => /\p{Script=Han}/u.test(word)).map((sign) => `=${sign}`),
      ...words.filter((word) => /^[a-z]{5}/.test(word)).map((word) => `${word.slice(0, 4)}-`),
    ]),
  ];
}
