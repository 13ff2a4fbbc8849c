import type { Node } from '../nodes/schema';
import type { Person, ThreadRef } from '../request';

/** Adapters whose asker is whoever runs the process. */
const ownAdapters = new Set(['cli', 'terminal']);

/** May this person search this node from here? Nobody may who is not named; at the terminal, whoever runs the process. */
export function maySearch({ search }: Node, asker: Person, thread: ThreadRef): boolean {
  if (ownAdapters.has(thread.adapter)) return true;
  const { persons, groups, channels } = search;
  return (
    persons.includes(asker.id) ||
    (asker.groups ?? []).some((group) => groups.includes(group)) ||
    channels.includes(thread.channel ?? thread.id)
  );
}
