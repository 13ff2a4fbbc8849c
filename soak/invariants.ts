import { isAnswered, isRefused, type Asked, type Ledger } from './ledger';
import type { Orphan } from './orphans';
import type { Sample } from './samples';

/** What came of checking one promise. */
export interface Verdict {
  readonly promise: string;
  readonly isKept: boolean;
  /** The numbers, and what is wrong. */
  readonly told: readonly string[];
}

const mostNamed = 8;

/** Every request got exactly one final answer; those whose answer a platform refused for good are counted apart. */
export function oneAnswerEach(all: readonly Asked[], strays: Ledger['strays']): Verdict {
  const silent = all.filter((asked) => !isAnswered(asked) && !isRefused(asked));
  const refused = all.filter((asked) => !isAnswered(asked) && isRefused(asked));
  const twice = all.filter(({ answers }) => answers.length > 1 && !isOnce(answers));
  const unfinished = all.filter(
    (asked) => isAnswered(asked) && asked.answers.some(({ isFinal }) => !isFinal),
  );
  return {
    promise: 'every request got exactly one final answer',
    isKept: silent.length + twice.length + unfinished.length + strays.length === 0,
    told: [
      `${all.length} requests: ${all.length - silent.length - refused.length} answered, ${silent.length} not, ` +
        `${twice.length} more than once, ${unfinished.length} with progress left behind, ${strays.length} messages that nobody asked for; ` +
        `${refused.length} that Teams refused for good`,
      ...named('not answered', silent),
      ...named('more than once', twice),
      ...named('progress left behind', unfinished),
      ...strays
        .slice(0, mostNamed)
        .map(({ place, content }) => `  not asked for: ${place}: ${JSON.stringify(content).slice(0, 300)}`),
    ],
  };
}

function named(what: string, those: readonly Asked[]): string[] {
  return those.slice(0, mostNamed).map(({ kind, platform, place, answers, refusal }) => {
    const why = refusal ? `, refused with ${refusal.why}` : '';
    return `  ${what}: ${kind} in ${platform}, ${place}: ${answers.length} answers${why}`;
  });
}

/** Whatever a platform delivered, it was acknowledged: what is not comes again, and then counts against the bot. */
export function allAcknowledged(all: readonly Asked[]): Verdict {
  const refused = all.filter(({ ack }) => ack?.status !== 200);
  return {
    promise: 'every delivery was acknowledged',
    isKept: refused.length === 0,
    told: [
      `${refused.length} of ${all.length} were not`,
      ...refused
        .slice(0, mostNamed)
        .map(({ kind, place, ack }) => `  ${kind}, ${place}: ${ack?.status ?? 'nothing'}`),
    ],
  };
}

function isOnce(answers: Asked['answers']): boolean {
  return answers.filter(({ isFinal }) => isFinal).length <= 1;
}

export function noOrphans(orphans: readonly Orphan[]): Verdict {
  return {
    promise: 'no process is left on a node',
    isKept: orphans.length === 0,
    told: [
      `${orphans.length} left`,
      ...orphans.slice(0, mostNamed).map(({ node, pid, command }) => `  ${node}: ${pid} ${command}`),
    ],
  };
}

/** How many more of a type may be there at the end than after the warm-up: connections to nodes come and go. */
const spareHandles = 4;

export function noLeaks(
  promise: string,
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Verdict {
  const types = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const grown = types.filter((type) => (after[type] ?? 0) - (before[type] ?? 0) > spareHandles);
  const counts = types.map((type) => `${type} ${before[type] ?? 0} → ${after[type] ?? 0}`);
  return {
    promise,
    isKept: grown.length === 0 && Object.keys(after).length > 0,
    told: [counts.join(', '), ...grown.map((type) => `  grown: ${type}`)],
  };
}

/** Runs that are shorter than this, in minutes, have too few collections for a tight bound. */
const shortMinutes = 5;
const loose = { resident: 1.5, heap: 2 };

/** Memory of the last third of the samples beside the middle third: what is usual of all memory, and what collections leave of the heap. */
export function flatMemory(
  promise: string,
  samples: readonly Sample[],
  of: 'resident' | 'heap',
  minutes: number,
): Verdict {
  const isShort = minutes < shortMinutes;
  const bound = isShort ? loose[of] : 1.15;
  const third = Math.floor(samples.length / 3);
  const typical = { resident: median, heap: (values: readonly number[]) => Math.min(...values) }[of];
  const middle = typical(samples.slice(third, 2 * third).map((sample) => sample[of]));
  const last = typical(samples.slice(2 * third).map((sample) => sample[of]));
  return {
    promise,
    isKept: last / middle <= bound,
    told: [
      `${mebibytes(middle)} in the middle third, ${mebibytes(last)} in the last: × ${(last / middle).toFixed(2)}, ` +
        `at most × ${bound}${isShort ? ' (a short run: a loose bound)' : ''}`,
    ],
  };
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** What a command line of the program says of what is kept. */
export function isWhole(promise: string, { code, told }: { code: number; told: string }): Verdict {
  return { promise, isKept: code === 0, told: told.split('\n').slice(0, mostNamed) };
}

/** What stands in the log when the program met a bug of its own, or Node.js warns of one. */
const bugs = /^error: (?:a request failed|a rejection that nothing handled)|^\(node:\d+\) /;

/** Whatever goes wrong around it is an outcome, or told as such: none of it is a bug. */
export function noBugs(unhandled: number | undefined, said: ReadonlyMap<string, number>): Verdict {
  const found = [...said.keys()].filter((sentence) => bugs.test(sentence));
  return {
    promise: 'no bug was met',
    isKept: unhandled === 0 && found.length === 0,
    told: [
      `${unhandled ?? 'an unknown number of'} rejections that nothing handled, ${found.length} kinds of bugs in the log`,
      ...found.slice(0, mostNamed).map((sentence) => `  ${sentence.slice(0, 200)}`),
    ],
  };
}

export function endedWell(end: string): Verdict {
  return {
    promise: 'asked to end, it ends within 15 s with exit code 0',
    isKept: end === 'exit code 0',
    told: [end],
  };
}
