import type { Node } from '../nodes/schema';
import type { Person, ThreadRef } from '../request';
import type { Action, PermissionConfig, Rule } from './schema';

/** What everybody may do where no rule denies it. */
const open: ReadonlySet<Action> = new Set(['locate', 'diagnose', 'ticket']);

/** Who asks for something, and where. */
export interface From {
  readonly asker: Person;
  readonly thread: ThreadRef;
}

/** A decision, and what it rests on, in words for administrators. */
export interface Decision {
  readonly isAllowed: boolean;
  readonly because: string;
}

const allowed = (because: string): Decision => ({ isAllowed: true, because });
const denied = (because: string): Decision => ({ isAllowed: false, because });

/**
 * May somebody do something here, on a node where it is about one? A denial wins over everything; searching is for those
 * who are named, by a rule or by the node; a channel that is bound to sites sees no other.
 */
export function decide(
  action: Action,
  from: From,
  node: Node | undefined,
  config: PermissionConfig,
): Decision {
  const { asker, thread } = from;
  if (asker.isOwner) return allowed('whoever runs the process may, at its terminal');
  const channel = thread.channel ?? thread.id;
  const bound = config.channels[channel]?.sites;
  if (node && bound && !matchesAny(bound, node.site ?? ''))
    return denied(`channel ${channel} is bound to ${bound.join(', ')}`);
  const applies = (rule: Rule) => isAbout(rule, from, node, config);
  const against = config.permissions.findIndex(
    (rule) => rule.deny?.includes(action) === true && applies(rule),
  );
  if (against >= 0) return denied(`permissions[${against}] denies it`);
  const isOutside = asker.isOutside === true;
  if (open.has(action) && !isOutside) return allowed('everybody may, unless a rule denies it');
  const isMeant = (rule: Rule) => !isOutside || namesPersons(rule);
  const rule = config.permissions.findIndex(
    (each) => each.allow?.includes(action) === true && isMeant(each) && applies(each),
  );
  if (rule >= 0) return allowed(`permissions[${rule}] allows it`);
  if (node && isNamedBy(node, from, config, isOutside)) return allowed(`search of ${node.name} names them`);
  return denied(
    isOutside
      ? 'guests and people of other organisations may only what a rule that names them allows'
      : 'nobody may who is not named',
  );
}

function namesPersons({ persons, groups }: Rule): boolean {
  return persons !== undefined || groups !== undefined;
}

/** Does a rule speak of this person, place and node? */
function isAbout(
  rule: Rule,
  { asker, thread }: From,
  node: Node | undefined,
  config: PermissionConfig,
): boolean {
  const { persons, groups, channels, nodes, sites } = rule;
  const isPerson =
    (persons === undefined && groups === undefined) ||
    persons?.includes(asker.id) === true ||
    groups?.some((group) => isIn(group, asker, config)) === true;
  return (
    isPerson &&
    (channels === undefined || channels.includes(thread.channel ?? thread.id)) &&
    (nodes === undefined || (node !== undefined && matchesAny(nodes, node.name))) &&
    (sites === undefined || (node !== undefined && matchesAny(sites, node.site ?? '')))
  );
}

function isNamedBy(
  { search }: Node,
  { asker, thread }: From,
  config: PermissionConfig,
  isOutside: boolean,
): boolean {
  return (
    search.persons.includes(asker.id) ||
    search.groups.some((group) => isIn(group, asker, config)) ||
    (!isOutside && search.channels.includes(thread.channel ?? thread.id))
  );
}

function isIn(group: string, asker: Person, { groups }: PermissionConfig): boolean {
  return groups[group]?.includes(asker.id) === true || (asker.groups ?? []).includes(group);
}

export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join('.*')}$`).test(name);
  });
}
