import type { Rendered } from '../../adapters/slack/render';
import { textsOf } from './slack';

/*
 * Slack's documented limits, written down once more for the tests (docs.slack.dev: block kit reference, chat.postMessage),
 * and the undocumented one of all blocks together (`msg_blocks_too_long`, from about 13,200 characters).
 */

type Json = Record<string, unknown>;

/** What Slack would refuse of a message; nothing where it would take it. */
export function refusals({ text, blocks }: Pick<Rendered, 'text' | 'blocks'>, mostBlocks = 50): string[] {
  const problems: string[] = [];
  const check = (isFine: boolean, what: string) => void (isFine || problems.push(what));
  check(text.length > 0 && text.length <= 40_000, 'text');
  check(blocks.length <= mostBlocks, `${blocks.length} blocks`);
  check(textsOf(blocks).join('').length <= 13_200, 'characters together');
  check(blocks.filter(({ type }) => type === 'table').length <= 1, 'several tables');
  for (const block of blocks)
    problems.push(...(checks[block.type]?.(block) ?? [`unknown block ${block.type}`]));
  return problems;
}

const elementsOf = (block: Json) => block['elements'] as Json[];
const checks: Record<string, (block: Json) => string[]> = {
  rich_text: (block) => [
    ...(elementsOf(block).length > 0 ? [] : ['empty rich text']),
    ...elementsOf(block).flatMap((part) => elementsOf(part).flatMap(elementProblems)),
  ],
  context: (block) => {
    const elements = elementsOf(block);
    const isFine = elements.length >= 1 && elements.length <= 10;
    return isFine && elements.every(({ text }) => sized(text, 1, 3_000)) ? [] : ['context'];
  },
  actions: (block) => {
    const elements = elementsOf(block);
    const ids = new Set(elements.map(({ action_id: id }) => id));
    return [
      ...(elements.length >= 1 && elements.length <= 25 ? [] : ['actions']),
      ...(ids.size === elements.length ? [] : ['action ids']),
      ...elements.flatMap(buttonProblems),
    ];
  },
  context_actions: (block) =>
    elementsOf(block).flatMap((pair) => [
      ...buttonProblems({ ...(pair['positive_button'] as Json), action_id: pair['action_id'] }),
      ...buttonProblems({ ...(pair['negative_button'] as Json), action_id: pair['action_id'] }),
    ]),
  table: (block) => {
    const rows = block['rows'] as Json[][];
    const widths = new Set(rows.map((row) => row.length));
    const isFine =
      rows.length >= 1 &&
      rows.length <= 100 &&
      widths.size === 1 &&
      ![...widths].some((width) => width < 1 || width > 20);
    return [
      ...(isFine ? [] : ['table']),
      ...(rows.flat().every(({ text }) => sized(text, 1, 10_000)) ? [] : ['cell']),
    ];
  },
};

function elementProblems({ type, text, url }: Json): string[] {
  const isFine = type === 'link' ? sized(url, 1, 3_000) : type === 'text' && sized(text, 1, 13_200);
  return isFine ? [] : [`rich text ${JSON.stringify(text).slice(0, 40)}`];
}

function buttonProblems({ text, value, action_id: id, accessibility_label: spoken }: Json): string[] {
  const { text: label } = text as Json;
  const isFine = sized(label, 1, 75) && sized(value, 0, 2_000) && sized(id, 1, 255) && sized(spoken, 1, 75);
  return isFine ? [] : ['button'];
}

function sized(text: unknown, least: number, most: number): boolean {
  return typeof text === 'string' && text.length >= least && text.length <= most;
}
