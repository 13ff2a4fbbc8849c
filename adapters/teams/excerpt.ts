import { clean, cut, excerptWindow } from '../../src/plain';
import type { BlockOf } from '../../src/reply';
import { actionSet, subtle, type Drawn, type Element, type How } from './element';
import { lineLengths, maxExcerptBytes, maxExcerptLines, maxLineCharacters } from './limits';

/** Around the first hit, or from a given line, so many lines; what is left out is counted, and can be leafed to. */
export function drawExcerpt(block: BlockOf<'excerpt'>, { index, from: wanted, isStill }: How): Drawn {
  const { lines, firstLine, hits } = block;
  const { from, shown, below } = windowOf(block, wanted);
  const marked = shown.map((line, offset) => {
    const at = from + offset;
    const mark = hits ? (hits.includes(at) ? '> ' : '  ') : '';
    const number = firstLine === undefined ? '' : `${firstLine + at} `;
    return { lead: `${mark}${number}`, line: clean(line) };
  });
  const text = [
    ...(from > 0 ? [`… ${from} more lines above`] : []),
    ...fitted(marked),
    ...(below > 0 ? [`… ${below} more lines`] : []),
  ];
  const leaves = isStill ? [] : leavesOf(index, from, lines.length);
  return {
    elements: [codeBlock(text.length > 0 ? text : [' ']), ...(leaves.length > 0 ? [actionSet(leaves)] : [])],
    isCut: lines.length > shown.length || lines.some((line) => line.length > maxLineCharacters),
  };
}

/** The lines, each as long as all of them fit: a code block holds its text twice. */
function fitted(lines: readonly { readonly lead: string; readonly line: string }[]): string[] {
  const drawn = lineLengths.map((most) => lines.map(({ lead, line }) => `${lead}${cut(line, most)}`));
  return drawn.find((all) => Buffer.byteLength(JSON.stringify(all)) <= maxExcerptBytes) ?? drawn.at(-1) ?? [];
}

function windowOf(block: BlockOf<'excerpt'>, wanted: number | undefined) {
  if (wanted === undefined) return excerptWindow(block, maxExcerptLines);
  const last = Math.max(0, block.lines.length - 1);
  const from = Math.min(Math.max(0, Math.trunc(wanted) || 0), last);
  const shown = block.lines.slice(from, from + maxExcerptLines);
  return { from, shown, below: block.lines.length - from - shown.length };
}

/** The buttons to the pages before and after. */
function leavesOf(index: number, from: number, count: number): object[] {
  const leaf = (to: number, end: number, before: string, after: string) => ({
    type: 'Action.Execute',
    title: `${before}${to + 1}–${end} / ${count}${after}`,
    verb: 'page',
    data: { page: index, from: to },
  });
  const next = from + maxExcerptLines;
  const previous = Math.max(0, from - maxExcerptLines);
  return [
    ...(from > 0 ? [leaf(previous, from, '◂ ', '')] : []),
    ...(next < count ? [leaf(next, Math.min(next + maxExcerptLines, count), '', ' ▸')] : []),
  ];
}

/** Hands a file over in the presser's own chat; the whole answer where no block is named. */
export function fileAction(index: number): object {
  const title = index === wholeAnswer ? 'Whole answer as a file 完整回答' : 'As a file 取文件';
  return { type: 'Action.Execute', title, verb: 'file', data: { file: index } };
}
export const wholeAnswer = -1;

function codeBlock(lines: readonly string[]): Element {
  const fallback = {
    type: 'Container',
    items: lines.map((line) => ({
      type: 'RichTextBlock',
      spacing: 'None',
      inlines: [{ type: 'TextRun', text: line || ' ', fontType: 'Monospace' }],
    })),
  };
  return { type: 'CodeBlock', codeSnippet: lines.join('\n') || ' ', language: 'PlainText', fallback };
}

/** A short text stands in the card; a long one is opened there page by page, or handed over. Bytes cannot be shown. */
export function drawFile({ name, content }: BlockOf<'file'>, how: How): Drawn {
  if (typeof content !== 'string')
    return { elements: [subtle([`${name} · ${content.length} bytes → our chat 私聊`])] };
  const lines = content.split('\n');
  const asFile = how.isStill ? [] : [fileAction(how.index)];
  if (lines.length <= maxExcerptLines || how.from !== undefined) {
    const drawn = drawExcerpt({ kind: 'excerpt', lines }, how);
    const actions = asFile.length > 0 ? [actionSet(asFile)] : [];
    return { ...drawn, elements: [subtle([name]), ...drawn.elements, ...actions] };
  }
  const actions = [...(how.isStill ? [] : leavesOf(how.index, -maxExcerptLines, lines.length)), ...asFile];
  const head = subtle([`${name} · ${lines.length} lines 行`]);
  return {
    elements: [head, ...(actions.length > 0 ? [actionSet(actions)] : [])],
    isCut: how.isStill === true,
  };
}
