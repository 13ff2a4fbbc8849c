import { languageOf } from '../../src/language';
import { clean, cut, excerptWindow, lineText } from '../../src/plain';
import type { Block, BlockOf, Button, Line, Reply, Span } from '../../src/reply';
import type { Drawn, DrawnBlock, DrawnFile } from './drawn';
import {
  maxColumns,
  maxExcerptLines,
  maxItems,
  maxLineCharacters,
  maxPreviewLines,
  maxRows,
  maxSpan,
} from './limits';

/** Puts a file where it can be downloaded; returns the address. */
export type Shelve = (name: string, content: string | Uint8Array) => string;

/** Commands whose lists are of questions that can be asked. */
const askable = new Set(['help', 'home']);

/** A Reply as the page is sent it. Never throws; says of what is long how much it left out. */
export function render(reply: Reply, shelve: Shelve): Drawn {
  const title = reply.title === undefined ? undefined : text(reply.title);
  const lang = languageOf([title ?? '', ...reply.blocks.slice(0, 2).map(wordsOf)].join(' '));
  return {
    ...(title === undefined ? {} : { title }),
    ...(reply.tone === 'failure' ? { isFailure: true } : {}),
    ...(lang ? { lang } : {}),
    ...(askable.has(reply.command ?? '') ? { isAskable: true } : {}),
    // Each renderer takes the block of its own kind.
    blocks: reply.blocks.map((block) =>
      (renderers[block.kind] as Renderers['text'])(block as BlockOf<'text'>, shelve),
    ),
  };
}

type Renderers = { readonly [Kind in Block['kind']]: (block: BlockOf<Kind>, shelve: Shelve) => DrawnBlock };

const renderers: Renderers = {
  text: ({ lines }) => ({ kind: 'text', lines: lines.slice(0, maxItems).map(spans) }),
  note: ({ lines }) => ({ kind: 'note', lines: lines.slice(0, maxItems).map(spans) }),
  fields: ({ fields }) => ({
    kind: 'fields',
    fields: fields
      .slice(0, maxItems)
      .map(({ label, value }) => ({ label: text(label), value: spans(value) })),
  }),
  table: ({ columns, rows }) => ({
    kind: 'table',
    columns: columns.slice(0, maxColumns).map(text),
    rows: rows.slice(0, maxRows).map((row) => row.slice(0, maxColumns).map(spans)),
    below: Math.max(0, rows.length - maxRows),
  }),
  excerpt: (block, shelve) => renderExcerpt(block, shelve),
  steps: ({ steps, since }) => ({
    kind: 'steps',
    steps: steps.slice(0, maxItems).map(({ label, state, detail }) => ({
      label: text(label),
      state,
      ...(detail === undefined ? {} : { detail: text(detail) }),
    })),
    ...(since === undefined ? {} : { since }),
  }),
  buttons: ({ buttons }) => ({ kind: 'buttons', buttons: buttons.slice(0, maxItems).map(drawnButton) }),
  file: ({ name, content }, shelve) => renderFile(name, content, shelve),
};

function renderExcerpt(block: BlockOf<'excerpt'>, shelve: Shelve): DrawnBlock {
  const { lines, firstLine, hits = [] } = block;
  const { from, shown, below } = excerptWindow(block, maxExcerptLines);
  return {
    kind: 'excerpt',
    lines: shown.map((line) => cut(clean(line), maxLineCharacters)),
    hits: hits.map((hit) => hit - from).filter((hit) => hit >= 0 && hit < shown.length),
    above: from,
    below,
    ...(firstLine === undefined ? {} : { firstLine: firstLine + from }),
    ...(from + below > 0 ? { href: shelve('excerpt.txt', lines.join('\n')) } : {}),
  };
}

function renderFile(name: string, content: string | Uint8Array, shelve: Shelve): DrawnFile {
  const file = { kind: 'file' as const, name: text(name), href: shelve(name, content) };
  if (typeof content !== 'string')
    return { ...file, bytes: content.length, ...(isPng(content) ? { isPicture: true } : {}) };
  const lines = content.split('\n');
  const head = lines.slice(0, maxPreviewLines).map((line) => cut(clean(line), maxLineCharacters));
  const below = Math.max(0, lines.length - maxPreviewLines);
  return { ...file, bytes: Buffer.byteLength(content), text: head.join('\n'), below };
}

const pngBegins = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A picture of one's own making: by its first bytes, as its name could be anything. */
export function isPng(content: Uint8Array): boolean {
  return pngBegins.every((byte, at) => content[at] === byte);
}

function drawnButton({ label, payload, opens, once, feedback }: Button): Omit<Button, 'isPublic'> {
  return {
    label: cut(text(label), 200) || '-',
    payload,
    opens,
    ...(once ? { once } : {}),
    ...(feedback ? { feedback } : {}),
  };
}

function text(written: string): string {
  return cut(clean(written), maxSpan);
}

function spans(line: Line): Span[] {
  return line.slice(0, maxItems).map(drawnSpan);
}

function drawnSpan(span: Span): Span {
  if (typeof span === 'string') return text(span);
  if ('code' in span) return { code: text(span.code) };
  if ('bold' in span) return { bold: text(span.bold) };
  const url = text(span.url);
  // Any other address is shown, and leads nowhere.
  if (!isWebAddress(url)) return span.link === span.url ? url : `${text(span.link)} <${url}>`;
  return { link: text(span.link) || url, url };
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s\uFFFD]+$/i.test(url) && URL.canParse(url);
}

function wordsOf(block: Block): string {
  return block.kind === 'text' ? block.lines.slice(0, 3).map(lineText).join(' ').slice(0, 400) : '';
}
