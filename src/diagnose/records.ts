import { setImmediate as nextTurn } from 'node:timers/promises';
import { clean } from './clean';
import { evidenceOf } from './lines';
import { foldLine } from './words';

/** An error of a log: its first record of this kind, and how often one alike came. */
export interface LoggedError {
  /** The record: its line, with the traceback or the indented lines behind it. */
  readonly text: string;
  /** Number of the line where it first stands, from 1. */
  readonly line: number;
  readonly count: number;
}

/** The distinct errors of a log, in the order in which they first came. */
export interface LoggedErrors {
  readonly errors: readonly LoggedError[];
  readonly lines: number;
  /** Error records that were counted only: a log of so many kinds tells nothing by one more. */
  readonly unread: number;
}

/** Longest line and record that are read, in characters; of a longer line its ends, and where it names an error. */
const maxLine = 2_000;
const maxRecord = 6_000;
/** Most kinds of errors that are kept. */
const mostKinds = 400;
/** Longest time that other work waits, in milliseconds; and how many lines are read between two looks at the clock. */
const longestTurnMs = 10;
const linesPerLook = 64;

/** Reads a log of any length in one pass. Other work goes on beside it. */
export async function errorsIn(text: string, signal: AbortSignal): Promise<LoggedErrors> {
  const kinds = new Map<string, { text: string; line: number; count: number }>();
  let unread = 0;
  let lines = 0;
  let record: { text: string; line: number; isTrace: boolean } | undefined;
  const close = () => {
    if (!record) return;
    const key = kindOf(record.text);
    const known = key === undefined ? undefined : kinds.get(key);
    if (known) known.count += 1;
    else if (key !== undefined && kinds.size < mostKinds)
      kinds.set(key, { text: record.text, line: record.line, count: 1 });
    else if (key !== undefined) unread += 1;
  };
  let turn = performance.now();
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const line = clipped(text, from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
    lines += 1;
    if (record && continues(line, record.isTrace)) {
      if (record.text.length < maxRecord) record.text += `\n${line}`;
      record.isTrace = isInTrace(line, record.isTrace);
    } else {
      close();
      record = { text: line, line: lines, isTrace: isInTrace(line, false) };
    }
    if (lines % linesPerLook === 0 && performance.now() - turn > longestTurnMs) {
      await nextTurn(undefined, { signal });
      turn = performance.now();
    }
  }
  close();
  return { errors: [...kinds.values()], lines, unread };
}

function clipped(text: string, from: number, end: number): string {
  if (end - from <= maxLine) return text.slice(from, end);
  const at = toldAt(text, from, end);
  const part = maxLine / 4;
  const told =
    at === undefined ? '' : ` … ${text.slice(Math.max(from, at - part), Math.min(end, at + part))}`;
  return `${text.slice(from, from + part)}${told} … ${text.slice(end - part, end)}`;
}

/** Where a long line first names an error: the levels that programs print, or the names of exceptions. */
function toldAt(text: string, from: number, end: number): number | undefined {
  errorName.lastIndex = from;
  const found = errorName.exec(text);
  return found && found.index < end ? found.index : undefined;
}
const errorName = /\b(?:ERROR|CRITICAL|FATAL|[A-Z]\w{2,40}(?:Error|Exception))\b|失败|错误|异常/g;

const traceHead = /Traceback \(most recent call last\)|^goroutine \d+|Exception in thread/;
const continuation = /^\s+\S|^(?:Caused by|Suppressed|During handling|The above exception|Traceback)\b|^\s*$/;

/** Does a line belong to the record before it? In a traceback the exception's own line, which ends it, does too. */
function continues(line: string, isTrace: boolean): boolean {
  return continuation.test(line) || (isTrace && !/^\d{4}-\d\d-\d\d|^\w{3} [ \d]\d \d\d:/.test(line));
}

/** A traceback goes on to its first line that is not indented. */
function isInTrace(line: string, before: boolean): boolean {
  if (traceHead.test(line)) return true;
  return before && continuation.test(line);
}

/** What makes two errors of one kind: their words, without what varies. Nothing for a record without an error. */
function kindOf(record: string): string | undefined {
  const cleaned = clean(record);
  if (!evidenceOf(cleaned).hasError) return undefined;
  const lines = cleaned.split('\n').filter((line) => line.trim() !== '');
  const telling = [lines[0] ?? '', lines.length > 1 ? (lines.at(-1) ?? '') : ''];
  return telling.map((line) => templateOf(line)).join('|');
}

/** Most words that tell one kind from another. */
const mostWords = 30;

/** A line by its words alone: numbers and ids left out. */
export function templateOf(line: string): string {
  const words = foldLine(line).filter((word) => !/\d/.test(word));
  return words.slice(0, mostWords).join(' ');
}
