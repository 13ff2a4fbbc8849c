import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A made-up log of a service: a line each quarter of a millisecond of its day, as long as real ones are. */
export interface MadeLog {
  readonly path: string;
  readonly bytes: number;
  /** What some lines say, `needles` of them, evenly over the log, or so many lines apart in its middle. */
  readonly needle: string;
  readonly needles: number;
  readonly apart?: number;
  /** The request that those lines belong to; each has its own unless said. */
  readonly request?: string;
}

const linesOfAPiece = 20_000;
const averageLine = 250;

/** Writes it, its times in order from midnight to midnight. */
export function writeLog(log: MadeLog): void {
  mkdirSync(dirname(log.path), { recursive: true });
  const file = openSync(log.path, 'w');
  const lines = Math.ceil(log.bytes / averageLine);
  const special = new Set(needlesIn(log, lines));
  try {
    for (let from = 0; from < lines; from += linesOfAPiece) {
      const count = Math.min(linesOfAPiece, lines - from);
      const piece = Array.from({ length: count }, (_, at) => lineAt(from + at, lines, special, log));
      writeSync(file, piece.join(''));
    }
  } finally {
    closeSync(file);
  }
}

function needlesIn({ needles, apart }: MadeLog, lines: number): number[] {
  const every = apart ?? Math.floor(lines / needles);
  const first = (lines >> 1) - Math.floor(((needles - 1) * every) / 2);
  return Array.from({ length: needles }, (_, at) => first + at * every);
}

function lineAt(line: number, lines: number, special: ReadonlySet<number>, log: MadeLog): string {
  const isSpecial = special.has(line);
  const time = new Date(Date.UTC(2026, 10, 20) + Math.floor((line / lines) * 86_400_000)).toISOString();
  const id = (Math.imul(line, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  const request = (isSpecial && log.request) || `req-${id}-7d1f-4c55-9a0e-${id}0042`;
  const head = `${time.replace('T', ' ').slice(0, -1)} 7 INFO unicloud.engine [${request} - - -] `;
  const text = isSpecial ? log.needle : `task ${line} for volume ${id}-aaaa-4bbb-8ccc-${id}9999 went on`;
  return `${`${head}${text} `.padEnd(averageLine - 1, '.')}\n`;
}
