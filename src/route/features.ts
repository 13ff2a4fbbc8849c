/* What the front door looks at in a text: its words, the pairs of them, and its form. Ids, numbers and quoted texts count as such, not by what they are. */

const uuid = /(?:req-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const masks: readonly (readonly [RegExp, string])[] = [
  [/\breq-[\w-]{6,}/gi, ' §request '],
  [uuid, ' §id '],
  [/["“「『`][^"”」』`\n]{2,200}["”」』`]/g, ' §quoted '],
  [/\b\d{1,2}:\d{2}(?::\d{2})?\b/g, ' §time '],
  [/(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]*/g, ' §path '],
  [/\b[\w-]+\.log\b/gi, ' §file '],
  [/@\w+/g, ' '],
  [/\b\d+\b/g, ' §number '],
];

/** Longest text that is looked at, in characters: what wants something says so in the beginning. */
const mostRead = 600;

/** The features of a text, each once. */
export function featuresOf(text: string): ReadonlySet<string> {
  const masked = masks.reduce(
    (left, [pattern, mark]) => left.replace(pattern, mark),
    text.slice(0, mostRead),
  );
  const words =
    masked
      .toLowerCase()
      .match(/§\w+|\p{Script=Han}|[\p{L}\d]+(?:'[a-z]+)?|[?？!！]|\p{Extended_Pictographic}/gu) ?? [];
  const pairs = words.map((word, at) => `${words[at - 1] ?? '^'} ${word}`);
  const count = words.length;
  const size = count <= 2 ? '#tiny' : count <= 6 ? '#short' : count <= 20 ? '#medium' : '#long';
  return new Set([
    ...words,
    ...pairs,
    `${words.at(-1) ?? ''} $`,
    size,
    ...words.slice(0, 3).map((word) => `^${word}`),
    ...words.filter((word) => /^[a-z]{6}/.test(word)).map((word) => `${word.slice(0, 5)}-`),
    ...(text.includes('\n') ? ['#lines'] : []),
  ]);
}
