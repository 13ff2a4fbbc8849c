import { BotError } from '../errors';
import type { Node } from '../nodes/schema';
import type { ThreadRef } from '../request';
import { matchesAny } from './decide';
import type { PermissionConfig } from './schema';

/** The machines that an answer's data speaks of, wherever in it. */
export function nodesIn(data: unknown, depth = 0): string[] {
  if (depth > deepest || typeof data !== 'object' || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((each) => nodesIn(each, depth + 1));
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'node' && typeof value === 'string' ? [value] : nodesIn(value, depth + 1),
  );
}
const deepest = 12;

/** Refuses to show what was read on machines of a site in a channel that is bound to others. */
export function refuseForeign(
  data: unknown,
  thread: ThreadRef,
  nodes: readonly Node[],
  { channels }: PermissionConfig,
): void {
  const bound = channels[thread.channel ?? thread.id]?.sites;
  if (!bound) return;
  const seen = new Set(nodesIn(data));
  const isForeign = nodes.some(({ name, site = '' }) => seen.has(name) && !matchesAny(bound, site));
  if (isForeign) throw notHere;
}

const notHere = new BotError(
  'not-allowed',
  { en: 'These logs may not be shown in this channel.', zh: '这些日志不能在该频道展示。' },
  {
    en: 'Ask the administrators: the rules in sherlog.yaml say what this channel sees.',
    zh: '请联系管理员：sherlog.yaml 中的规则决定该频道可见的内容。',
  },
);
