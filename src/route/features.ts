import { piecesOf } from './pieces';

/* What the front door looks at in a text: its words, the pairs of them, their pieces, and its form. Ids, numbers and quoted texts count as such, not by what they are. */

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

/** The words of a text, single Chinese characters among them, and its other features, each once. */
export interface Features {
  readonly words: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

export function featuresOf(text: string): Features {
  const masked = masks
    .reduce((left, [pattern, mark]) => left.replace(pattern, mark), text.slice(0, mostRead))
    .toLowerCase();
  const words =
    masked.match(/§\w+|\p{Script=Han}|[\p{L}\d]+(?:'[a-z]+)?|[?？!！]|\p{Extended_Pictographic}/gu) ?? [];
  const pairs = words.map((word, at) => `${words[at - 1] ?? '^'} ${word}`);
  const all = new Set([
    ...words,
    ...pairs,
    `${words.at(-1) ?? ''} $`,
    sizeOf(words.length),
    ...words.slice(0, 3).map((word) => `^${word}`),
    ...words.filter((word) => /^[a-z]{6}/.test(word)).map((word) => `${word.slice(0, 5)}-`),
    ...piecesOf(masked),
    ...(text.includes('\n') ? ['#lines'] : []),
  ]);
  return { words: new Set(words.filter((word) => /^[\p{L}\d']+$/u.test(word))), all };
}

function sizeOf(count: number): string {
  return count <= 2 ? '#tiny' : count <= 6 ? '#short' : count <= 20 ? '#medium' : '#long';
}

/** Who speaks of other things does so in words that were never met: how many are new, and of so many. */
export function noveltyOf(fresh: number, words: number): string[] {
  if (fresh === 0) return ['#new0'];
  return [`#new${Math.min(fresh, mostFresh)}`, `#new${Math.ceil((fresh / words) * fifths)}/5`];
}

const mostFresh = 4;
const fifths = 5;
