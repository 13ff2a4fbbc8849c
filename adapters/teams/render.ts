import { clean, cut, lineText, wholeText } from '../../src/plain';
import type { Block, Button, Reply } from '../../src/reply';
import { actionSet, type Element } from './element';
import { draw } from './elements';
import { fileAction, wholeAnswer } from './excerpt';
import { literal } from './text';
import { maxActions, maxButtonLabel, maxCardBytes, maxNotificationCharacters } from './limits';

/** An Adaptive Card, as plain JSON. */
export interface Card {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly Element[];
  readonly msteams: { readonly width: 'Full' };
}

/** A reply as Teams shows it: what a notification says, and a card inside every limit. */
export interface Rendered {
  readonly summary: string;
  readonly card: Card;
  /** Something of it did not fit. */
  readonly isCut: boolean;
}

type Shown = Exclude<Block, { kind: 'buttons' }>;

export interface RenderOptions {
  readonly now?: Date;
  /** The page that is shown of a block: its index among the reply's, and the first line, from 0. */
  readonly page?: { readonly index: number; readonly from: number };
  /** Nothing in it can be pressed. */
  readonly isStill?: boolean;
}

/** A reply as a card. Never throws, never exceeds the size of a card; what does not fit is said, and can be had as a file. */
export function render(reply: Reply, { now = new Date(), page, isStill }: RenderOptions = {}): Rendered {
  const drawn = reply.blocks.flatMap((block, index) => {
    const from = page?.index === index ? page.from : undefined;
    return isShown(block) ? [{ index, ...draw(block, { now, index, from, isStill }) }] : [];
  });
  const { sets: buttons, isCut: lacksButtons } = isStill ? noButtons : buttonSets(reply);
  const title = reply.title === undefined ? [] : [headline(reply.title, reply.tone)];
  const room = maxCardBytes - sizeOf(buttons) - reserveBytes;
  const whole = [...title, ...drawn.flatMap(({ elements }) => elements)];
  const inOrder = fitted(whole, room);
  const isFull = inOrder.length < whole.length;
  // Whoever leafs wants that page: where not everything fits it comes first.
  const leafed = drawn.filter(({ index }) => isFull && index === page?.index);
  const others = drawn.filter((each) => !leafed.includes(each));
  const all = [...title, ...[...leafed, ...others].flatMap(({ elements }) => elements)];
  const kept = leafed.length > 0 ? fitted(all, room) : inOrder;
  const asFile = isFull && !isStill ? [actionSet([fileAction(wholeAnswer)])] : [];
  const body = [...kept, ...(isFull ? [leftOut(all.length - kept.length)] : []), ...asFile, ...buttons];
  return {
    summary: notification(reply),
    card: { type: 'AdaptiveCard', version: '1.5', body, msteams: { width: 'Full' } },
    isCut: isFull || lacksButtons || drawn.some((each) => each.isCut),
  };
}

/** Bytes kept free for the card around its body. */
const reserveBytes = 600;

function isShown(block: Block): block is Shown {
  return block.kind !== 'buttons';
}

function headline(title: string, tone: Reply['tone']): Element {
  const text = `${tone === 'failure' ? '⚠ ' : ''}${literal(title, 1_000)}`;
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, weight: 'Bolder' }] };
}

function sizeOf(part: unknown): number {
  return Buffer.byteLength(JSON.stringify(part));
}

function fitted(elements: readonly Element[], mostBytes: number): Element[] {
  const kept: Element[] = [];
  let size = 0;
  for (const element of elements) {
    size += sizeOf(element) + 1;
    if (size > mostBytes) break;
    kept.push(element);
  }
  return kept;
}

function leftOut(count: number): Element {
  const text = `… ${count} more parts do not fit 另有 ${count} 项未显示`;
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, isSubtle: true }] };
}

/** Largest part of a card that buttons may take, in bytes. */
const maxButtonBytes = 12_000;

interface Buttons {
  readonly sets: readonly Element[];
  /** Not all of them fit. */
  readonly isCut: boolean;
}
const noButtons: Buttons = { sets: [], isCut: false };

/** The buttons of a reply, in rows; where they are too many, those that carry most are left out. */
function buttonSets({ blocks }: Reply): Buttons {
  const all = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(actionOf) : []));
  let room = maxButtonBytes;
  const fitting = new Set(
    [...all].sort((a, b) => sizeOf(a) - sizeOf(b)).filter((action) => (room -= sizeOf(action) + 40) > 0),
  );
  const shown = all.filter((action) => fitting.has(action));
  const rows = Array.from({ length: Math.ceil(shown.length / maxActions) }, (_, row) =>
    actionSet(shown.slice(row * maxActions, (row + 1) * maxActions)),
  );
  return { sets: rows, isCut: shown.length < all.length };
}

/** Teams has to know beforehand what a press does: open a dialog, or redraw the card that it is in. */
function actionOf({ label, payload, opens, once }: Button) {
  const title = literal(label, maxButtonLabel);
  const data = { payload, ...(once ? { once } : {}) };
  return opens === 'form'
    ? { type: 'Action.Submit', title, data: { ...data, msteams: { type: 'task/fetch' } } }
    : { type: 'Action.Execute', title, verb: 'press', data };
}

/** What a phone shows: the title, and the first lines. */
export function notification(reply: Reply): string {
  const lines = reply.blocks.flatMap((block) => (block.kind === 'text' ? block.lines.map(lineText) : []));
  const said = [reply.title ?? '', ...lines.slice(0, 3)].filter((line) => line.trim() !== '');
  return cut(clean(said.join('\n') || wholeText(reply).trim() || 'Sherlog'), maxNotificationCharacters);
}
