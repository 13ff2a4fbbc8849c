import type { CommandOf } from '../command';
import { askSite } from '../search/ask-site';
import { nodesMeant } from '../search/nodes';
import { progressOf } from '../search/progress';
import { wayTo } from '../search/run';
import { timeOn } from '../search/when';
import { traceReply } from '../trace/answer';
import { findingsOf } from '../trace/findings';
import { idsBeside, spanOf, traceOn, type Traced } from '../trace/run';
import type { Context, Run } from './run';

/** Follows a request over the services' logs, and the ids that stand beside it once more around its own time. */
export const trace: Run<'trace'> = async (command, context) => {
  const meant = nodesMeant(command, context);
  if ('sites' in meant) return askSite(command, meant.sites, context.locale);
  const nodes = meant.nodes.filter(({ role }) => role !== 'windows-agent');
  const times = nodes.map((node) => timeOn(node, command.at, context.now()));
  const run = context.runs.start(context.signal);
  const report = progressOf(
    nodes.map(({ name }) => name),
    run.id,
    context.locale,
    context.show,
  );
  try {
    const own = await Promise.all(
      nodes.map(async (node, at) => {
        const { catalog, remote } = context;
        const way = wayTo(node, context.nodes);
        const traced = await traceOn(
          node,
          [command.id],
          command,
          times[at],
          way,
          catalog,
          remote,
          run.signal,
        );
        report(at, traced.failure === undefined);
        return traced;
      }),
    );
    const traced = await followed(own, command, context, run.signal);
    const isComplete = traced.every(
      ({ failure, failed }) => !failure && failed.every(({ kind }) => kind === 'no-such-file'),
    );
    const findings = findingsOf(
      traced.flatMap(({ events }) => events),
      traced.flatMap(({ read }) => read),
      command.family,
      isComplete,
      context.catalog,
    );
    return traceReply(command, findings, traced, context.caseIndex(), context);
  } finally {
    run.end();
  }
};

/** The same with the records of the ids that stand beside the request, one hop on. */
async function followed(
  own: readonly Traced[],
  command: CommandOf<'trace'>,
  { catalog, remote, nodes }: Context,
  signal: AbortSignal,
): Promise<readonly Traced[]> {
  const events = own.flatMap((each) => each.events);
  const ids = idsBeside(events, command.id, catalog);
  if (ids.length === 0) return own;
  return Promise.all(
    own.map(async (each) => {
      const span = spanOf(events, each.node.timeZone);
      if (!span || each.failure) return each;
      const narrowed = { ...command, around: span.around };
      const more = await traceOn(
        each.node,
        ids,
        narrowed,
        span.time,
        wayTo(each.node, nodes),
        catalog,
        remote,
        signal,
      );
      const known = new Set(each.events.map(({ log, line, text }) => `${log}:${line ?? text}`));
      const fresh = more.events.filter(({ log, line, text }) => !known.has(`${log}:${line ?? text}`));
      return { ...each, events: [...each.events, ...fresh] };
    }),
  );
}
