import type { Block, Button, Reply } from '../../src/reply';
import {
  maxBlocks,
  maxButtonLabel,
  maxButtonsInRow,
  maxButtonValue,
  maxMessageCharacters,
  maxNotificationCharacters,
} from './limits';
import { draw, sizeOf, type Piece } from './pieces';
import { clean, cut, lineText, wholeText } from '../../src/plain';
import { escaped, type RichElement } from './text';

/** A block of Block Kit, as plain JSON. */
export type SlackBlock = Readonly<Record<string, unknown>> & { readonly type: string };
export interface SlackFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A reply as Slack shows it: a notification, blocks inside every limit, files for the same thread. */
export interface Rendered {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly files: readonly SlackFile[];
}

/** Blocks that are kept free for what is left out and for buttons. */
const reserve = 8;
type Shown = Exclude<Block, { kind: 'buttons' | 'file' }>;

/** A reply as a message. Never throws, never exceeds a limit; what does not fit goes into a file, and is said. */
export function render(reply: Reply, now: Date = new Date(), most = maxBlocks): Rendered {
  const drawn = reply.blocks.filter(isShown).map((block) => draw(block, now));
  const title: Piece[] =
    reply.title === undefined ? [] : [{ kind: 'line', elements: [bold(reply.title, reply.tone)] }];
  const { kept, isFull } = fitted([...title, ...drawn.flatMap(({ pieces }) => pieces)], most - reserve);
  const files = filesOf(reply);
  const isCut =
    isFull || (drawn.some((each) => each.isCut) && !files.some(({ content }) => typeof content === 'string'));
  const whole = isCut ? [{ name: 'answer.txt', content: wholeText(reply) }] : [];
  return {
    text: notification(reply),
    blocks: [...assembled(kept), ...(isFull ? [leftOut] : []), ...buttonBlocks(reply)],
    files: [...files, ...whole],
  };
}

function isShown(block: Block): block is Shown {
  return block.kind !== 'buttons' && block.kind !== 'file';
}

function bold(title: string, tone: Reply['tone']): RichElement {
  return {
    type: 'text',
    text: `${tone === 'failure' ? '⚠ ' : ''}${cut(clean(title), 1_000)}` || ' ',
    style: { bold: true },
  };
}

/** Pieces up to the message's bounds; of tables Slack takes one a message, more become lines in the file. */
function fitted(pieces: readonly Piece[], mostBlocks: number): { kept: readonly Piece[]; isFull: boolean } {
  const kept: Piece[] = [];
  let size = 0;
  for (const piece of pieces) {
    const isSecondTable = piece.kind === 'block' && piece.isTable && kept.some(isTable);
    if (isSecondTable) continue;
    if (size + sizeOf(piece) > maxMessageCharacters || assembled([...kept, piece]).length > mostBlocks) break;
    kept.push(piece);
    size += sizeOf(piece);
  }
  return { kept, isFull: kept.length < pieces.length };
}

function isTable(piece: Piece): boolean {
  return piece.kind === 'block' && piece.isTable === true;
}

/** Neighbouring lines and excerpts share a block. */
function assembled(pieces: readonly Piece[]): SlackBlock[] {
  const blocks: SlackBlock[] = [];
  let rich: object[] = [];
  let line: RichElement[] = [];
  const endLine = () => {
    if (line.length > 0) rich.push({ type: 'rich_text_section', elements: line });
    line = [];
  };
  const endRich = () => {
    endLine();
    if (rich.length > 0) blocks.push({ type: 'rich_text', elements: rich });
    rich = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'line') line.push(...(line.length > 0 ? [newLine] : []), ...piece.elements);
    else if (piece.kind === 'pre') {
      endLine();
      rich.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece.text || ' ' }] });
    } else {
      endRich();
      blocks.push(piece.block as SlackBlock);
    }
  }
  endRich();
  return blocks;
}

const newLine: RichElement = { type: 'text', text: '\n' };
const leftOut: SlackBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: '… more is in answer.txt 其余内容见 answer.txt', emoji: false }],
};

/** The files of a reply; a short text stands in its message as well as it does in a file. */
function filesOf({ blocks }: Reply): SlackFile[] {
  return blocks.flatMap((block) =>
    block.kind === 'file' ? [{ name: block.name, content: block.content }] : [],
  );
}

/** The buttons of a reply, in rows; a pair that says what an answer was worth stands where Slack's people look for it. */
export function buttonBlocks({ blocks }: Pick<Reply, 'blocks'>): SlackBlock[] {
  const all = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const buttons = all.filter(({ payload }) => payload.length <= maxButtonValue);
  const positive = buttons.find(({ feedback }) => feedback === 'positive');
  const negative = buttons.find(({ feedback }) => feedback === 'negative');
  const pair = positive && negative ? [positive, negative] : [];
  const others = buttons.filter((button) => !pair.includes(button));
  const rows = Array.from({ length: Math.min(4, Math.ceil(others.length / maxButtonsInRow)) }, (_, row) =>
    others.slice(row * maxButtonsInRow, (row + 1) * maxButtonsInRow),
  );
  return [
    ...rows.map((row, at) => ({
      type: 'actions',
      elements: row.map((button, index) => drawButton(button, `${at}-${index}`)),
    })),
    ...(positive && negative ? [feedbackBlock(positive, negative)] : []),
  ];
}

/** The action's id says what a press of it does, before its payload is read. */
function drawButton(button: Button, place: string) {
  const label = cut(clean(button.label), maxButtonLabel) || ' ';
  return {
    type: 'button',
    action_id: `${button.opens === 'form' ? 'form' : button.isPublic ? 'public' : 'reply'}-${place}`,
    text: { type: 'plain_text', text: label, emoji: false },
    value: button.payload,
    accessibility_label: label,
  };
}

function feedbackBlock(positive: Button, negative: Button): SlackBlock {
  const element = {
    type: 'feedback_buttons',
    action_id: 'reply-feedback',
    positive_button: side(positive),
    negative_button: side(negative),
  };
  return { type: 'context_actions', elements: [element] };
}

/** What a phone shows, and a screen reader says: the title, and the first lines. */
export function notification(reply: Reply): string {
  const lines = reply.blocks.flatMap((block) => (block.kind === 'text' ? block.lines.map(lineText) : []));
  const said = [reply.title ?? '', ...lines.slice(0, 3)].filter((line) => line.trim() !== '');
  const text = said.join('\n') || wholeText(reply).trim() || 'Sherlog';
  return escaped(cut(text, maxNotificationCharacters));
}

function side({ label, payload }: Button) {
  const text = cut(clean(label), maxButtonLabel) || ' ';
  return { text: { type: 'plain_text', text }, value: payload, accessibility_label: text };
}
