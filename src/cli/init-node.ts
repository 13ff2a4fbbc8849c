import { createHash } from 'node:crypto';
import { roleIds } from '../knowledge/schema';
import { nodeSchema } from '../nodes/schema';
import { oneOf, yesOrNo, type Questions, type Read } from './questions';
import type { World } from './world';

/** A node as it is written. */
export type WrittenNode = Readonly<Record<string, unknown>>;

/** Asks for one node, and looks at it: the host key that it offers is pinned once a person has compared it. */
export async function askNode(questions: Questions, number: number, world: World): Promise<WrittenNode> {
  const { ask } = questions;
  const name = await ask('  Its name, as people will say it?', `console-${number}`, fieldOf('name'));
  const host = await ask('  Its address?', '127.0.0.1', fieldOf('host'));
  const port = await ask('  SSH port?', '22', (text) => fieldOf('port')(Number(text)));
  const role = await ask(`  What is it (${roleIds.join(' | ')})?`, 'console', oneOf(...roleIds));
  const node = { name, role, host, ...(port === 22 ? {} : { port }) };
  if (role === 'windows-agent') return node;
  const site = await ask('  Which installation does it belong to (nothing for none)?', '', optional('site'));
  const user = await ask('  The account that may read its logs?', 'sherlog', fieldOf('user'));
  const key = await ask('  The private key file ("agent" for ssh-agent)?', './id_sherlog', fieldOf('key'));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  const timeZone = await ask('  Time zone of its logs?', zone, fieldOf('timeZone'));
  const login = key === 'agent' ? { agent: true } : { key };
  const written = { ...node, ...(site ? { site } : {}), user, ...login, timeZone };
  const hostKey = await pinned(written, questions, world);
  return hostKey === undefined ? written : { ...written, hostKey };
}

const shape = nodeSchema.shape;

/** What the configuration itself asks of a field. */
function fieldOf(name: keyof typeof shape) {
  return (given: unknown): Read<never> => {
    const read = shape[name].safeParse(given);
    const [issue] = read.success ? [] : read.error.issues;
    return read.success
      ? { value: given as never }
      : { expected: issue?.message ?? 'expected something else' };
  };
}

function optional(name: keyof typeof shape) {
  return (text: string): Read<string> => (text === '' ? { value: '' } : fieldOf(name)(text));
}

/** Connects once, without a pinned key: that is refused, and tells which key the node offers. */
async function pinned(
  written: WrittenNode,
  { ask, say }: Questions,
  world: World,
): Promise<string | undefined> {
  const node = nodeSchema.parse(written);
  say(`  Looking at ${node.host}:${node.port} …`);
  const logs = await world.openRemoteLogs();
  // No login is tried: the host key is told before it.
  const way = [{ ...node, key: undefined, agent: false }];
  const listing = { roots: node.roots, seconds: 10, places: [], since: 0, wantsTimes: false };
  const seen = await logs.list(way, listing, AbortSignal.timeout(15_000));
  await logs.close();
  if (seen.kind !== 'host-key-missing' || seen.offered === undefined) {
    const why = 'detail' in seen && seen.detail !== '' ? ` (${seen.detail})` : '';
    say(`  It does not answer as an SSH server${why}. Pin its key later: sherlog nodes check ${node.name}`);
    return undefined;
  }
  const [type = '', key = ''] = seen.offered.split(' ');
  say(
    `  It offers ${type} SHA256:${createHash('sha256').update(key, 'base64').digest('base64').replace(/=+$/, '')}`,
  );
  const file = `/etc/ssh/ssh_host_${/ed25519|ecdsa|rsa/.exec(type)?.[0] ?? 'ed25519'}_key.pub`;
  say(`  Compare it on the machine itself: ssh-keygen -lf ${file}`);
  return (await ask('  Is it the same (yes | no)?', 'no', yesOrNo)) ? seen.offered : undefined;
}
