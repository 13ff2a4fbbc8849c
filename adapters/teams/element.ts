import type { Line } from '../../src/reply';
import { runsOf } from './text';

/** An element of an Adaptive Card, as plain JSON. */
export type Element = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Drawn {
  readonly elements: readonly Element[];
  readonly isCut?: boolean;
}

/** How a block is drawn: when, which of the reply's it is, and what can be done with it. */
export interface How {
  readonly now: Date;
  readonly index: number;
  /** The first line of the page that is shown of it, from 0; that around the first hit where it is left out. */
  readonly from?: number | undefined;
  /** It cannot be leafed through, nor had as a file. */
  readonly isStill?: boolean | undefined;
}

/** A line as text in which nothing is markup. */
export function rich(line: Line): Element {
  // A line that begins in bold begins a part: a little room tells the parts of a long answer from each other.
  const [first] = line;
  const isHead = typeof first === 'object' && 'bold' in first;
  return { type: 'RichTextBlock', inlines: runsOf(line), spacing: isHead ? 'Small' : 'None' };
}

/** A line beside what matters. */
export function subtle(line: Line): Element {
  return {
    type: 'RichTextBlock',
    inlines: runsOf(line).map((run) => ({ ...run, isSubtle: true })),
    spacing: 'Small',
  };
}

export function actionSet(actions: readonly object[]): Element {
  return { type: 'ActionSet', actions };
}
