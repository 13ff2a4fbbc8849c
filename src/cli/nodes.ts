import { jsonOf } from './json';
import { openOrReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

export interface NodesOptions {
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
      ? `${jsonOf({ nodes: nodes.map(({ name, role, site, host, port }) => ({ name, role, site, host, port })) })}\n`
      : `${lines.length > 0 ? lines.join('\n') : empty}\n`,
  );
  return exitCodes.answered;
}
