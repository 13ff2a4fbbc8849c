import type { Node } from '../nodes/schema';
import { sentenceOf } from '../search/outcome';
import { wayTo } from '../search/run';
import { openOrReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

interface NodesOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** `sherlog nodes`: the configured machines. */
export function listNodes({ config, json }: NodesOptions, world: World): ExitCode {
  const bot = openOrReport(config, world);
  if (!bot) return exitCodes.failure;
  const { nodes } = bot.config;
  const lines = nodes.map(({ name, role, site, host, port, via }) =>
    [name, role, site ?? '-', `${host}:${port}`, ...via.map((hop) => `via ${hop}`)].join('  '),
  );
  const empty = 'No node is configured: add nodes to sherlog.yaml.';
  world.stdout.write(
    json
      ? `${JSON.stringify({ nodes: nodes.map(({ name, role, site, host, port }) => ({ name, role, site, host, port })) })}\n`
      : `${lines.length > 0 ? lines.join('\n') : empty}\n`,
  );
  return exitCodes.answered;
}

/** `sherlog nodes check [name]`: connects and logs in; exit code 1 when any node fails. Writes nothing. */
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
  const reports = await Promise.all(
    asked.map(async (node) => ({ node, result: await checkNode(node, nodes, bot) })),
  );
  await bot.close();
  for (const { node, result } of reports) world.stdout.write(json ? '' : told(node, result));
  if (json)
    world.stdout.write(
      `${JSON.stringify({ nodes: reports.map(({ node, result }) => ({ name: node.name, ...result })) })}\n`,
    );
  return reports.every(({ result }) => result.kind === 'connected') ? exitCodes.answered : exitCodes.failure;
}

type Bot = NonNullable<ReturnType<typeof openOrReport>>;
type Result = Awaited<ReturnType<typeof checkNode>>;

function checkNode(node: Node, nodes: readonly Node[], { remote }: Bot) {
  return remote.check(wayTo(node, nodes), new AbortController().signal);
}

function told({ name }: Node, result: Result): string {
  if (result.kind === 'connected') return `${name}: ok\n`;
  const offered =
    result.kind === 'host-key-missing' && result.offered !== undefined
      ? `    compare on the node: ssh-keygen -lf /etc/ssh/ssh_host_${shortType(result.offered)}_key.pub\n    then add: hostKey: ${result.offered}\n`
      : '';
  return `${name}: ${sentenceOf(result, name).en}\n${offered}`;
}

function shortType(key: string): string {
  return /ed25519|ecdsa|rsa/.exec(key)?.[0] ?? 'ed25519';
}
