import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import { clean } from '../diagnose/clean';
import { evidenceOf } from '../diagnose/lines';
import { rank } from '../diagnose/rank';
import { judge } from '../diagnose/verdict';
import type { Heard } from './heard';

/** A line as programs write it: a time or a level before the message, or a traceback's head. */
const logLine =
  /^\W{0,3}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\w{3} [ \d]\d \d\d:\d\d:\d\d|\[?(?:ERROR|CRITICAL|FATAL|WARN(?:ING)?|E\d{4})\b|Traceback \(|Caused by:|\s+at [\w.$]+\(|\s+File "|goroutine \d+|Exception in thread|\{")/m;
/** What programs print and people do not write: names of exceptions, codes, quoted values behind a colon. */
const printed =
  /[a-z](?:Error|Exception|Failure|Fault)\b|\w: \S.*['"`(]|\b(?:HTTP|errno|code|status)\W{0,3}\d|\b0x[0-9a-f]{4}|\[Errno/i;
/** How much of a message must stand in a text that also names a place, to be read as an error rather than a question. */
const wholeMessage = 0.8;

/** A text that shows an error: pasted lines, or a message of a known case; not one that asks where a log is. */
export function asDiagnosis(
  text: string,
  heard: Heard,
  query: LocateQuery,
  isPlace: boolean,
  index: () => CaseIndex,
): Command | undefined {
  const cleaned = clean(text.slice(0, 8_000));
  if (!evidenceOf(cleaned).hasError) return undefined;
  const command: Command = { name: 'diagnose', text, others: [] };
  const lines = cleaned.split('\n').filter((line) => line.trim() !== '').length;
  if (lines > 1 && logLine.test(cleaned)) return command;
  if (heard.intends('log') || heard.intends('high-priority') || query.logs.length > 0) return undefined;
  if (logLine.test(cleaned)) return command;
  if (heard.intends('playbook')) return undefined;
  const ranking = rank(cleaned, index());
  const asks = isPlace || heard.intends('where') || heard.intends('platform-fact');
  if (judge(ranking, index()).verdict === 'unknown') return !asks && printed.test(text) ? command : undefined;
  const { signature } = ranking.ranked[0] ?? {};
  const isMessage =
    signature !== undefined && signature.kind !== 'symptom' && signature.coverage >= wholeMessage;
  return isMessage || !asks ? command : undefined;
}
