import type { Catalog } from '../knowledge/catalog';
import { askSite } from '../search/ask-site';
import { nodesMeant } from '../search/nodes';
import { progressOf } from '../search/progress';
import { wayTo } from '../search/run';
import { timeOn } from '../search/when';
import { traceReply } from '../trace/answer';
import { findingsOf } from '../trace/findings';
import { besideOf, idsBeside, spanOf } from '../trace/beside';
import { followOn, traceOn, type Reach } from '../trace/run';
import type { Traced } from '../trace/traced';
import type { Run } from './run';

/** Follows a request over the services' logs, and the ids that stand beside it once more around its own time. */
export const trace: Run<'trace'> = async (command, context) => {
  const meant = nodesMeant(command, context);
  if ('sites' in meant) return askSite(command, meant.sites, context.locale);
  const nodes = meant.nodes.filter(({ role }) => role !== 'windows-agent');
  const times = nodes.map((node) => timeOn(node, command.at, context.now()));
  const run = context.startRun(command);
  const report = progressOf(
    nodes.map(({ name }) => name),
    run.id,
    context.locale,
    context.show,
    context.now(),
  );
  try {
    const reaches = nodes.map((node): Reach => ({
      node,
      way: wayTo(node, context.nodes),
      remote: context.remote,
      signal: run.signal,
    }));
    const own = await Promise.all(
      reaches.map(async (reach, at) => {
        const traced = await traceOn(reach, command, times[at], context.catalog);
        report(at, traced.failure === undefined);
        return traced;
      }),
    );
    const traced = await followed(own, command.id, reaches, context.catalog);
    const isComplete = traced.every(
      ({ failure, failed, cut, unread }) =>
        !failure && cut.length + unread.length === 0 && failed.every(({ kind }) => kind === 'no-such-file'),
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
  id: string,
  reaches: readonly Reach[],
  catalog: Catalog,
): Promise<readonly Traced[]> {
  const events = own.flatMap((each) => each.events);
  const ids = idsBeside(events, id, catalog);
  if (ids.length === 0) return own;
  return Promise.all(
    own.map(async (each, at) => {
      const reach = reaches[at];
      const span = spanOf(events, each.node.timeZone);
      if (!reach || !span || each.failure) return each;
      const more = await followOn(reach, each, ids, span);
      const known = new Set(each.events.map(({ log, line, text }) => `${log}:${line ?? text}`));
      const fresh = more.events.filter(({ log, line, text }) => !known.has(`${log}:${line ?? text}`));
      return {
        ...each,
        events: [...each.events, ...fresh.map((event) => besideOf(event, [id, ...ids], events))],
      };
    }),
  );
}
