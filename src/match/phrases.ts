import { inflects, type Meaning } from './meaning';
import type { Token } from './text';

/** A stretch of a text that stands for something. `start` and `end` count tokens, `end` exclusive. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly Meaning[];
}

interface Entry {
  readonly meaning: Meaning;
  readonly words: readonly string[];
}

interface Node {
  readonly next: Map<string, Node>;
  readonly entries: Entry[];
}

/** A dictionary of phrases, found in a text in one pass over its words. */
export interface Phrases {
  add(words: readonly Token[], meaning: Meaning): void;
  /** The longest phrases of a text that do not overlap, in reading order. */
  find(tokens: readonly Token[]): Mention[];
  /** Is the word part of some phrase, in a form that phrase takes? */
  knows(token: Token): boolean;
}

export function createPhrases(): Phrases {
  const root: Node = { next: new Map(), entries: [] };
  const stems = new Set<string>();
  const texts = new Set<string>();
  return {
    add(words, meaning) {
      const written = words.map((word) => word.text);
      for (const word of words)
        (inflects(meaning) ? stems : texts).add(inflects(meaning) ? word.stem : word.text);
      insert(
        root,
        words.map((word) => word.stem),
        { meaning, words: written },
      );
      const isJoinable = words.length > 1 && words.every((word) => !word.isHan);
      if (isJoinable) insert(root, [written.join('')], { meaning, words: [written.join('')] });
    },
    find: (tokens) => withoutOverlaps(tokens.flatMap((_, start) => matchesAt(root, tokens, start))),
    knows: ({ text, stem }) => stems.has(stem) || texts.has(text) || texts.has(text.replace(/s$/, '')),
  };
}

function insert(root: Node, keys: readonly string[], entry: Entry): void {
  let node = root;
  for (const key of keys) {
    const next = node.next.get(key) ?? { next: new Map<string, Node>(), entries: [] };
    node.next.set(key, next);
    node = next;
  }
  node.entries.push(entry);
}

function matchesAt(root: Node, tokens: readonly Token[], start: number): Mention[] {
  const found: Mention[] = [];
  let node: Node | undefined = root;
  for (let end = start; node && end < tokens.length;) {
    const token: Token = tokens[end] as Token;
    node = node.next.get(token.stem) ?? node.next.get(token.text);
    end += 1;
    const meanings = node
      ? fitting(
          node.entries,
          tokens.slice(start, end).map((each) => each.text),
        )
      : [];
    if (meanings.length > 0) found.push({ start, end, meanings });
  }
  return [...found, ...splitWord(root, tokens, start)];
}

/** A name written as two words ("stor plus"). */
function splitWord(root: Node, tokens: readonly Token[], start: number): Mention[] {
  const [first, second] = tokens.slice(start, start + 2);
  if (!first || !second || first.isHan || second.isHan) return [];
  const joined = first.text + second.text;
  const meanings = fitting(root.next.get(joined)?.entries ?? [], [joined]);
  return meanings.length > 0 ? [{ start, end: start + 2, meanings }] : [];
}

function fitting(entries: readonly Entry[], texts: readonly string[]): Meaning[] {
  const isSame = (entry: Entry) =>
    entry.words.every((word, at) => texts[at] === word || texts[at] === `${word}s`);
  return entries.filter((entry) => inflects(entry.meaning) || isSame(entry)).map((entry) => entry.meaning);
}

function withoutOverlaps(mentions: readonly Mention[]): Mention[] {
  const longestFirst = [...mentions].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Set<number>();
  const kept = longestFirst.filter(({ start, end }) => {
    for (let at = start; at < end; at += 1) if (taken.has(at)) return false;
    for (let at = start; at < end; at += 1) taken.add(at);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}
