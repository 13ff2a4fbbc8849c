import type { Node } from '../nodes/schema';
import { checkNode, isFit, type Checked, type CheckedLog } from '../search/check';
import { sentenceOf } from '../search/outcome';
import { wayTo } from '../search/run';
import { bytes } from '../search/target-blocks';
import type { NodesOptions } from './nodes';
import { jsonOf } from './json';
import { openOrReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

/** `sherlog nodes check [name]`: what a search needs, node by node; exit code 1 when any of it fails. Writes nothing. */
export async function checkNodes(
  name: string | undefined,
  { config, json }: NodesOptions,
  world: World,
): Promise<ExitCode> {
  const bot = openOrReport(config, world);
  if (!bot) return exitCodes.failure;
  const { nodes } = bot.config;
  const asked = name === undefined ? nodes : nodes.filter((node) => node.name === name);
  if (name !== undefined && asked.length === 0) {
    world.stderr.write(`error: expected the name of a node, found "${name}"\n`);
    return exitCodes.usage;
  }
  const { catalog } = bot.knowledge.current();
  const never = new AbortController().signal;
  const reports = await Promise.all(
    asked.map(async (node) => ({
      node,
      checked: await checkNode(node, wayTo(node, nodes), catalog, bot.remote, never),
    })),
  );
  await bot.close();
  const data = {
    nodes: reports.map(({ node, checked }) => ({ name: node.name, ok: isFit(checked), ...checked })),
  };
  world.stdout.write(
    json ? `${jsonOf(data)}\n` : reports.map(({ node, checked }) => told(node, checked)).join(''),
  );
  return reports.every(({ checked }) => isFit(checked)) ? exitCodes.answered : exitCodes.failure;
}

function told(node: Node, checked: Checked): string {
  const { name } = node;
  if (checked.kind === 'not-searched')
    return `${name}: a Windows node, listed only; its logs are read by hand\n`;
  if (checked.kind !== 'checked') {
    const offered = 'offered' in checked ? checked.offered : undefined;
    return `${name}: ${sentenceOf(checked, name).en}\n${checked.kind === 'host-key-missing' && offered !== undefined ? keyLines(offered) : ''}`;
  }
  const { clock, missing, logs } = checked;
  const offset = `${clock.offsetMs >= 0 ? '+' : ''}${(clock.offsetMs / 1_000).toFixed(2)} s ± ${(clock.errorMs / 1_000).toFixed(2)}`;
  const state = isFit(checked) ? 'ok' : 'needs attention';
  return [
    `${name}: ${state}; host key and login ok; clock ${offset}`,
    ...(missing.length > 0 ? [`  missing programs: ${missing.join(', ')}`] : []),
    ...logs.map(logLine),
    '',
  ].join('\n');
}

function logLine({ log, path, state, bytes: size, newest, rotated }: CheckedLog): string {
  const head = `  ${log.padEnd(26)}`;
  if (state === 'no-such-file') return `${head}not there  ${path}`;
  if (state !== 'ok') return `${head}${state}  ${path}`;
  const older = rotated > 0 ? `, ${rotated} older` : '';
  return `${head}${bytes(size)}, last entry ${newest ?? '?'}${older}`;
}

/** What to compare on the node, and what to write once it agrees. */
function keyLines(offered: string): string {
  const type = /ed25519|ecdsa|rsa/.exec(offered)?.[0] ?? 'ed25519';
  return `    compare on the node: ssh-keygen -lf /etc/ssh/ssh_host_${type}_key.pub\n    then add: hostKey: ${offered}\n`;
}
