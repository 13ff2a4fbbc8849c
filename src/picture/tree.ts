import { Graph, layout, type Edge } from '@dagrejs/dagre';
import type { Playbook } from '../knowledge/schema';
import type { Locale } from '../language';
import { widthOf, wrapped } from './wrap';

/** Sizes in pixels. */
export const type = { step: 14, label: 12, line: 20, padding: 12 } as const;
const columns = { step: 34, label: 18 } as const;

/** A rectangle around its middle, with its lines of text. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

export interface StepBox extends Box {
  readonly kind: 'start' | 'step' | 'resolved' | 'unresolved';
}

export interface Arrow {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: Box;
}

export interface Tree {
  readonly width: number;
  readonly height: number;
  readonly steps: readonly StepBox[];
  readonly arrows: readonly Arrow[];
}

/** Where each step of a playbook, and each way between them, stands in its picture; from the top down. */
export function treeOf({ steps }: Playbook, locale: Locale): Tree {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 36, marginx: 20, marginy: 20 });
  for (const step of steps) {
    const text = [...wrapped(step.text[locale], columns.step), ...(step.commands ?? [])];
    graph.setNode(step.id, sized(text, type.step, type.padding));
  }
  for (const { id, options = [] } of steps)
    for (const [nth, { to, label }] of options.entries())
      graph.setEdge(
        id,
        to,
        { ...sized(wrapped(label[locale], columns.label), type.label, 4), labelpos: 'c' },
        `${nth}`,
      );
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    steps: steps.map((step, at) => ({
      ...(graph.node(step.id) as Box),
      kind: step.outcome ?? (at === 0 ? 'start' : 'step'),
    })),
    arrows: graph.edges().map((edge: Edge) => {
      const { points, ...label } = graph.edge(edge) as Box & Pick<Arrow, 'points'>;
      return { points, label };
    }),
  };
}

function sized(lines: readonly string[], size: number, padding: number) {
  const longest = Math.max(...lines.map((line) => widthOf(line, size)));
  return { lines, width: Math.ceil(longest) + 2 * padding, height: lines.length * type.line + 2 * padding };
}
