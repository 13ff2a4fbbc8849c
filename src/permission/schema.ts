import { z } from 'zod';

/** What can be allowed or denied. */
export const actions = ['locate', 'diagnose', 'ticket', 'search', 'admin'] as const;
export type Action = (typeof actions)[number];

const id = z.string().min(1).max(200);
const ids = z.array(id).max(500).optional();

/** A rule: what it allows or denies, to whom, where. What it leaves out it does not ask for. */
export const ruleSchema = z
  .strictObject({
    allow: z.array(z.enum(actions)).min(1).optional(),
    deny: z.array(z.enum(actions)).min(1).optional(),
    persons: ids.describe(
      'Ids of the chat platform, with workspace or tenant as the adapter gives them; never names.',
    ),
    groups: ids.describe('Groups of this configuration, or of the platform.'),
    channels: ids,
    nodes: ids.describe('Names of nodes and sites; `*` stands for any characters.'),
    sites: ids,
  })
  .refine((rule) => (rule.allow === undefined) !== (rule.deny === undefined), {
    message: 'expected allow or deny, one of them',
  })
  .refine(
    (rule) =>
      rule.deny !== undefined ||
      rule.persons !== undefined ||
      rule.groups !== undefined ||
      rule.channels !== undefined,
    {
      message: 'expected whom it allows that: persons, groups or channels',
    },
  );
export type Rule = z.infer<typeof ruleSchema>;

/** Who may do what: rules, lists of persons by name, and channels that see certain sites only. */
export const permissionParts = {
  permissions: z.array(ruleSchema).max(500).default([]),
  groups: z.record(z.string().regex(/^[\w.-]{1,60}$/), z.array(id).max(500)).default({}),
  channels: z.record(id, z.strictObject({ sites: z.array(id).min(1).max(100) })).default({}),
};
export interface PermissionConfig {
  readonly permissions: readonly Rule[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly channels: Readonly<Record<string, { readonly sites: readonly string[] }>>;
}
export const noPermissions: PermissionConfig = { permissions: [], groups: {}, channels: {} };
