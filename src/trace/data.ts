import type { Event } from './events';
import type { Findings } from './findings';
import type { Traced } from './traced';

/** A trace as --json prints it. */
export function traceData(
  { events, services, firstError, gaps, verdict }: Findings,
  traced: readonly Traced[],
  cases: readonly { readonly id: string; readonly score: number }[],
) {
  return {
    services,
    firstError: firstError ? { ...placed(firstError), zone: zoneOf(firstError.node, traced) } : null,
    gaps,
    verdict,
    clockOffsets: traced.flatMap(({ node, clock }) =>
      clock ? [{ node: node.name, offsetMs: rounded(clock.offsetMs), errorMs: rounded(clock.errorMs) }] : [],
    ),
    timeline: events.map((event) => ({
      ...placed(event),
      level: event.level,
      ...(event.isBeside ? { beside: true } : {}),
    })),
    cases,
    cut: traced.flatMap(({ cut }) => cut),
    notRead: traced.flatMap(({ unread }) => unread),
    failed: traced.flatMap(({ node, failure, failed }) => [
      ...(failure ? [{ node: node.name, log: null, outcome: failure.kind }] : []),
      ...failed.map(({ log, kind }) => ({ node: node.name, log, outcome: kind })),
    ]),
  };
}

/** The zone of a node's times that name none. */
function zoneOf(name: string, traced: readonly Traced[]): string {
  return traced.find(({ node }) => node.name === name)?.node.timeZone ?? 'UTC';
}

function placed({ time, node, log, line, text }: Event) {
  return { node, log, line: line ?? null, time, text };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
