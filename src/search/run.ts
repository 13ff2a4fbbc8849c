import type { DateTime } from 'luxon';
import type { CommandOf } from '../command';
import type { Node } from '../nodes/schema';
import type { Clock, FileOutcome, LogPlace, RemoteLogs, RunFailure, Way } from '../ports';
import { redactLines } from '../redact/lines';
import { excerptsIn, type Excerpt } from './excerpts';
import { beginningOf, chosen, filesOf, isTemplate } from './files';
import { wholeRecords } from './records';
import { repeatLine } from './repeat';
import { rootsOf, type Target } from './target';
import { windowAround } from './time';

/** Bounds of a search that no asker can widen: bytes of a line and of a file's answer, seconds. */
export const bounds = { maxLineBytes: 4_096, maxBytes: 262_144, seconds: 20 } as const;

/** What came of one file of a target, or of the target as a whole. */
export interface Searched {
  readonly target: Target;
  readonly path: string;
  readonly outcome: FileOutcome | RunFailure;
  readonly excerpts: readonly Excerpt[];
  readonly clock?: Clock;
  /** The time that was asked for, in the node's zone. */
  readonly time: DateTime | undefined;
  /** How far to each side of it, in seconds. */
  readonly around: number;
  /** Files of the log that were not read, newest first. */
  readonly unread: readonly string[];
  /** The line that repeats the search by hand. */
  readonly repeat: string;
}

/** Searches one target: finds its files where their names or a time need it, and reads them. */
export async function searchTarget(
  command: CommandOf<'grep'>,
  target: Target,
  time: DateTime | undefined,
  way: Way,
  remote: RemoteLogs,
  signal: AbortSignal,
): Promise<Searched[]> {
  const { node, folder, log, name } = target;
  const limits = { roots: rootsOf(node), seconds: bounds.seconds };
  const span = time && {
    from: time.minus({ seconds: command.around }),
    to: time.plus({ seconds: command.around }),
  };
  const place: LogPlace = { log: log?.id, folder, name: beginningOf(name, command.host) };
  const isNamed = !isTemplate(name) && !span && command.older === 0;
  const listing = remote.list(
    way,
    { ...limits, places: [place], since: Math.floor(span?.from.toSeconds() ?? 0), wantsTimes: !!span },
    signal,
  );
  const files = isNamed ? [name] : [];
  const search = (names: readonly string[]) =>
    remote.search(
      way,
      { ...limits, ...queryOf(command, time), files: names.map((each) => ({ ...place, name: each })) },
      signal,
    );
  const early = isNamed ? search(files) : undefined;
  const listed = await listing;
  const told = (outcome: FileOutcome | RunFailure, path: string, unread: readonly string[], clock?: Clock) =>
    searched(command, target, time, outcome, path, unread, clock);
  if (listed.kind !== 'listed' && !early) return [told(listed, `${folder}/${name}`, [])];
  const found = listed.kind === 'listed' ? listed.folders[0] : undefined;
  const all = found?.kind === 'listed' ? filesOf(name, command.host, found.files) : [];
  if (!early && found && found.kind !== 'listed') return [told(found, `${folder}/${name}`, [])];
  const names = early
    ? files
    : chosen(all, span, node.timeZone, command.older, mostOf(name)).map((file) => file.name);
  const unread = all.map((file) => file.name).filter((each) => !names.includes(each));
  if (names.length === 0) {
    const kind = all.length > 0 ? 'no-file-then' : 'no-such-file';
    return [told({ kind, detail: unread.slice(0, 4).join(', ') }, `${folder}/${name}`, unread)];
  }
  const result = await (early ?? search(names));
  if (result.kind !== 'searched') return [told(result, `${folder}/${names[0] ?? name}`, unread)];
  return names.map((each, at) =>
    told(
      result.files[at] ?? { kind: 'failed', detail: '' },
      `${folder}/${each}`,
      at === 0 ? unread : [],
      result.clock,
    ),
  );
}

/** A name with a host in it stands for the logs of several: the newest few are read. */
function mostOf(name: string): number {
  return name.includes('<host>') ? 3 : 1;
}

function searched(
  command: CommandOf<'grep'>,
  target: Target,
  time: DateTime | undefined,
  outcome: FileOutcome | RunFailure,
  path: string,
  unread: readonly string[],
  clock: Clock | undefined,
): Searched {
  const excerpts = 'output' in outcome ? excerptsIn(outcome.output, outcome.isNumbered) : [];
  return {
    target,
    path,
    outcome,
    excerpts: excerpts
      .map((excerpt) => wholeRecords(excerpt, command.after))
      .map((excerpt) => ({ ...excerpt, lines: redactLines(excerpt.lines) })),
    time,
    around: command.around,
    unread,
    repeat: repeatLine(command, path),
    ...(clock ? { clock } : {}),
  };
}

function queryOf(command: CommandOf<'grep'>, time: DateTime | undefined) {
  const { text, isRegex, isCaseSensitive, before, after, maxHits, around } = command;
  return {
    texts: [text],
    isRegex,
    ignoresCase: !isCaseSensitive,
    before,
    after,
    maxHits,
    maxLineBytes: bounds.maxLineBytes,
    maxBytes: bounds.maxBytes,
    window: time && windowAround(time, around),
  };
}

/** A node's jump hosts, outermost first, and the node itself; each only once. */
export function wayTo(node: Node, nodes: readonly Node[]): Way {
  const hops = node.via.flatMap((name) => {
    const hop = nodes.find((each) => each.name === name);
    return hop ? wayTo(hop, nodes) : [];
  });
  return [...new Set([...hops, node])];
}
