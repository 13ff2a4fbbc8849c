import type { Command, LocateQuery } from '../command';
import type { CaseIndex } from '../diagnose';
import { clean } from '../diagnose/clean';
import { evidenceOf } from '../diagnose/lines';
import { rank } from '../diagnose/rank';
import { judge } from '../diagnose/verdict';
import { asksForLog, type Heard } from './heard';
import { isLogged, isPrinted } from './shape';

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
  const hasLogLine = isLogged(cleaned);
  if (hasError && hasLogLine) return command;
  const lines = cleaned.split('\n').filter((line) => line.trim() !== '');
  const isPaste = hasLogLine || lines.length > 1;
  if (asksPlace(lines) && !hasLogLine) return undefined;
  const asksFact = heard.of('platform').length > 0 && (heard.intends('platform-fact') || howBuilt.test(text));
  if (asksFact && !isPaste) return undefined;
  const ranking = rank(cleaned, index());
  const { verdict, confidence } = judge(ranking, index());
  const { signature } = ranking.ranked[0] ?? {};
  const isMessage =
    signature !== undefined && signature.kind !== 'symptom' && signature.coverage >= wholeMessage;
  if (verdict !== 'unknown' && (isMessage || isPaste)) return command;
  if (asksForLog(heard, query) || heard.intends('playbook')) return undefined;
  if (verdict !== 'unknown' && (!isPlace || confidence >= surePlace)) return command;
  return hasError && !isPlace && isPrinted(text) ? command : undefined;
}

/** A text that may tell of an error that nobody knows yet: it does not ask for a place. */
export function mayBeError(text: string): boolean {
  return !asksPlace(text.slice(0, 8_000).split('\n'));
}

/** It repeats what a program said: quotes it, or names a code. */
export function showsError(text: string): boolean {
  return isPrinted(text) || /["“「『`][^"”」』`\n]{8,}["”」』`]/.test(text);
}

function asksPlace(lines: readonly string[]): boolean {
  return asking.test([lines[0], lines.at(-1)].join('\n'));
}
