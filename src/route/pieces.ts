/** Characters of a piece of a Latin word, and of one of Chinese. */
const latin = 4;
const chinese = 3;

/** What words are alike by, however they end, are joined or mistyped: all their runs of a few characters; Chinese has no spaces, so its runs are its words. */
export function piecesOf(text: string): string[] {
  const words = (text.match(/(?<!§)\b[a-z]{3,}/g) ?? []).map((word) => `<${word}>`);
  const phrases = text.match(/\p{Script=Han}{3,}/gu) ?? [];
  return [
    ...words.flatMap((word) => runsOf(word, latin)).map((run) => `~${run}`),
    ...phrases.flatMap((phrase) => runsOf(phrase, chinese)),
  ];
}

function runsOf(text: string, length: number): string[] {
  const count = Math.max(0, text.length - length + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + length));
}
