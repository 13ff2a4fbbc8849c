import { z } from 'zod';
import { roleIds } from '../knowledge/schema';

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'expected a name of letters, digits, . _ -');
const file = z.string().min(1).max(1_000);
const folder = z
  .string()
  .regex(/^\/[^\0\n]{1,1000}$/, 'expected an absolute path')
  .refine((path) => !path.split('/').includes('..'), 'expected a path without ".."')
  .refine((path) => !path.split('/').includes('config'), 'expected no config folder: they hold credentials');

/** Where the product logs unless an installation says otherwise. */
const defaultRoots = ['/opt/installer/production/logs', '/var/log'];

/** A machine whose logs may be read. `hostKey`, or `knownHosts`, pins its identity; without one it is never connected to. */
export const nodeSchema = z
  .strictObject({
    name,
    role: z.enum(roleIds),
    site: name.optional(),
    host: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}$/, 'expected a host name or an address'),
    port: z.int().min(1).max(65_535).default(22),
    user: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}\$?$/, 'expected an account name')
      .optional(),
    key: file.optional().describe("Private key file, or the ssh-agent of this process's environment."),
    agent: z.boolean().default(false),
    hostKey: z
      .string()
      .regex(/^(?:ssh-|ecdsa-sha2-)[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}(?: .*)?$/, 'expected "<type> <base64>"')
      .optional()
      .describe('The public host key, `<type> <base64>`.'),
    knownHosts: file.optional(),
    via: z.array(name).max(4).default([]).describe('Nodes to go through, in this order.'),
    roots: z.array(folder).min(1).max(20).default(defaultRoots),
    rootMap: z
      .record(folder, folder)
      .default({})
      .describe('Documented folder to the folder of this installation.'),
    timeZone: z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone such as Asia/Shanghai')
      .default('UTC')
      .describe('IANA name; times without a zone in its logs are in it.'),
    concurrency: z.int().min(1).max(8).default(4).describe('Most searches that run on it at once.'),
    labels: z.array(name).max(20).default([]),
    regex: z.boolean().default(false).describe('Are regular expressions allowed? They can keep a node busy.'),
    search: z
      .strictObject({
        persons: z.array(z.string().min(1)).default([]),
        groups: z.array(z.string().min(1)).default([]),
        channels: z.array(z.string().min(1)).default([]),
      })
      .default({ persons: [], groups: [], channels: [] })
      .describe(
        'Who may search it, as ids of the chat platform; at the terminal whoever runs the process may.',
      ),
  })
  .refine((node) => !(node.key !== undefined && node.agent), {
    path: ['agent'],
    message: 'expected key or agent, found both',
  })
  .refine((node) => !(node.hostKey !== undefined && node.knownHosts !== undefined), {
    path: ['knownHosts'],
    message: 'expected hostKey or knownHosts, found both',
  });
export type Node = Readonly<z.infer<typeof nodeSchema>>;

/** By its place: what is only letters (CST, EST) means several zones, and not the one that is meant. */
function isTimeZone(zone: string): boolean {
  if (!/^UTC$|^[A-Za-z]+\/[A-Za-z0-9_+/-]+$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
