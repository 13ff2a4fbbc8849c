import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './knowledge';
import { turnsOf } from './transcripts';

/*
 * Exchanges of transcripts in documents. `<!-- exchange: FILE "typed" #2 lines 1-4 9 last 1 -->` stands above a fenced block:
 * the second time that "typed" occurs in the transcript, lines 1 to 4, 9 and the last one of its answer, "…" where lines were
 * left out; without `lines` and `last` all of it.
 */

/** Folders of transcripts; those of the first indent no answer. */
const folders = ['conversations', 'stories', 'tours'];

/** A marker in a document, and the block below it. */
export interface Shown {
  readonly typed: string;
  /** What stands in the document, and what should. */
  readonly block: string;
  readonly wanted: string;
}

const marked = /^<!-- exchange: (.+) -->\n+```text\n([\s\S]*?)^```$/gm;

/** All exchanges that a document shows. */
export function shownIn(document: string): Shown[] {
  return [...document.matchAll(marked)].map(([, marker = '', block = '']) => exchangeOf(marker, block));
}

/** How many markers a document has, with a block or without. */
export function markersIn(document: string): number {
  return [...document.matchAll(/^<!-- exchange:/gm)].length;
}

/** A document with its blocks as the transcripts have them. */
export function rewritten(document: string): string {
  const all = shownIn(document);
  let at = 0;
  return document.replace(marked, (found, _marker, block: string) => {
    const before = found.slice(0, found.length - block.length - '```'.length);
    return `${before}${all[at++]?.wanted}\`\`\``;
  });
}

function exchangeOf(marker: string, block: string): Shown {
  const [, file = '', typed = '', rest = ''] = /^(\S+) "(.*)"([^"]*)$/.exec(marker) ?? [];
  const time = Number(/#(\d+)/.exec(rest)?.[1] ?? 1);
  const answers = turnsIn(file).filter((turn) => turn.typed === typed);
  const answer = answers[time - 1]?.answer;
  if (answer === undefined) throw new Error(`no "${typed}" #${time} in "${file}" (${marker})`);
  const said = typed.startsWith('= ') ? typed : `> ${typed}`;
  return { typed, block, wanted: `${[said, ...chosen(answer, rest, marker)].join('\n')}\n` };
}

/** The lines of an answer that a marker asks for, with "…" where some are left out. */
function chosen(answer: readonly string[], wanted: string, marker: string): string[] {
  const ranges = [...(/lines([\d -]+)/.exec(wanted)?.[1] ?? '').matchAll(/(\d+)(?:-(\d+))?/g)];
  const last = Number(/last (\d+)/.exec(wanted)?.[1] ?? 0);
  if (ranges.length === 0 && last === 0) return [...answer];
  const isKept = (_: string, index: number) =>
    index >= answer.length - last ||
    ranges.some(([, from, to = from]) => index + 1 >= Number(from) && index + 1 <= Number(to));
  if (ranges.some(([, from]) => Number(from) > answer.length)) throw new Error(`too short for ${marker}`);
  const kept = answer.map(isKept);
  return answer.flatMap((line, index) => (kept[index] ? [line] : kept[index - 1] !== false ? ['…'] : []));
}

interface Turn {
  readonly typed: string;
  readonly answer: readonly string[];
}

function turnsIn(file: string): Turn[] {
  const folder = folders.find((each) => readdirSync(join(projectFolder, 'test', each)).includes(file));
  if (folder === undefined) throw new Error(`no transcript "${file}"`);
  const text = readFileSync(join(projectFolder, 'test', folder, file), 'utf8');
  if (folder === 'conversations')
    return turnsOf(text).map(({ typed, expected }) => ({ typed, answer: expected.trimEnd().split('\n') }));
  const turns = [...text.matchAll(/^([>=]) (.*)\n((?: {2}.*\n?|\n(?= {2}))*)/gm)];
  return turns.map(([, mark, typed = '', answer = '']) => ({
    typed: mark === '=' ? `= ${typed}` : typed,
    answer: answer
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(2)),
  }));
}
