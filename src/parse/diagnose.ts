import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import { clean } from '../diagnose/clean';
import { evidenceOf } from '../diagnose/lines';
import { rank } from '../diagnose/rank';
import { judge } from '../diagnose/verdict';
import type { Heard } from './heard';

/** A line as programs write it: a time, a level or a tag before the message, a prompt, or a traceback's head. */
const logLine =
  /^\W{0,3}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\w{3} [ \d]\d \d\d:\d\d:\d\d|\[?(?:ERROR|CRITICAL|FATAL|WARN(?:ING)?|WRN|E\d{4})\b|\[ *\d+\.\d+\]|Traceback \(|Caused by:|\s+at [\w.$]+\(|\s+File "|goroutine \d+|Exception in thread|\{")|^(?:\[?\w+@[\w.-]+[: ][^#$\n]{0,60}[#$] |● \w|Log Name: )/m;
/** What programs print and people do not write: names of exceptions, codes, quoted values behind a colon. */
const printed =
  /[a-z](?:Error|Exception|Failure|Fault|Failed)\b|\w: \S.*['"`(]|\b(?:HTTP|errno|code|status)\W{0,3}\d|\b0x[0-9a-f]{4}|\[Errno/i;
/** How sure a case must be in a text that also names a place. */
const surePlace = 0.6;
/** Who asks for a place says so in these words; errors say "find", "list", "at" of other things. */
const asking =
  /\bwhere\b|\bwhich (?:\w+ )?(?:logs?|files?)\b|\bwhat (?:\w+ )?logs?\b|\blogs? (?:for|of|to)\b|\blog (?:file|path|location)s?\b|\bpaths? (?:of|to|for)\b|(?:哪|什么|啥)[^\n]{0,6}(?:日志|日誌|log)|看哪|路径是|(?:\blogs?|日志|日誌)\s*[?？]|(?:日志|log)[^\n]{0,8}(?:哪|位置|路径)|在哪/i;
/** How a platform's images are made is asked of the matrix, with words that a failing one has too. */
const howBuilt = /(?:怎么|如何|怎样)构建|\bhow (?:is|are)\b.{1,60}\bbuilt\b/i;
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
  const { hasError } = evidenceOf(cleaned);
  const command: Command = { name: 'diagnose', text, others: [] };
  const isLogged = logLine.test(cleaned);
  if (hasError && isLogged) return command;
  const lines = cleaned.split('\n').filter((line) => line.trim() !== '');
  const isPaste = isLogged || lines.length > 1;
  if (asking.test([lines[0], lines.at(-1)].join('\n')) && !isLogged) return undefined;
  const names = heard.intends('log') || heard.intends('high-priority') || query.logs.length > 0;
  const asksFact = heard.of('platform').length > 0 && (heard.intends('platform-fact') || howBuilt.test(text));
  if (asksFact && !isPaste) return undefined;
  const ranking = rank(cleaned, index());
  const { verdict, confidence } = judge(ranking, index());
  const { signature } = ranking.ranked[0] ?? {};
  const isMessage =
    signature !== undefined && signature.kind !== 'symptom' && signature.coverage >= wholeMessage;
  if (verdict !== 'unknown' && (isMessage || isPaste)) return command;
  if (names || heard.intends('playbook')) return undefined;
  if (verdict !== 'unknown' && (!isPlace || confidence >= surePlace)) return command;
  return hasError && !isPlace && printed.test(text) ? command : undefined;
}
